import type { Style } from '../shared/style.ts';
import type { Outcome } from '../views/outcome.ts';
import { jsonLine, jsonText, plainValue } from '../views/render-json.ts';
import type { Deps } from './deps.ts';
import type { Format } from './format.ts';
import type { Globals } from './globals.ts';
import { styleOf } from './style.ts';

/** The two streams as one command uses them: its format, its query, its colours. */
export interface Terminal {
  /** Writes a result on stdout. */
  render<T>(outcome: Outcome<T>): Promise<void>;
  /** Writes an error on stderr, as text or as JSON. */
  explain(error: unknown): Promise<void>;
}

type Streams = Pick<Deps, 'stdout' | 'stderr' | 'env'>;
type Look = Pick<Globals, 'output' | 'query' | 'color'>;

/** Opens the terminal for a command. Throws `USAGE` when `--query` cannot be parsed: before anything is sent. */
export async function openTerminal(deps: Streams, look: Look): Promise<Terminal> {
  const style = styleOf(deps.stdout, deps.env, look.color);
  const query = await queryOf(look.query);
  return {
    async render(outcome) {
      const text = await resultText(outcome, look.output, { query, style });
      if (text !== undefined) deps.stdout.write(`${text}\n`);
    },
    explain: (error) => explain(error, deps, look),
  };
}

/** Writes an error on stderr, as the format wants it. */
export async function explain(error: unknown, deps: Streams, look: Look): Promise<void> {
  const { errorDocument, errorText } = await import('../views/error.ts');
  const text =
    look.output === 'json'
      ? jsonLine(errorDocument(error))
      : errorText(error, styleOf(deps.stderr, deps.env, look.color));
  deps.stderr.write(`${text}\n`);
}

type Query = ((value: unknown) => unknown) | undefined;

async function queryOf(expression: string | undefined): Promise<Query> {
  if (expression === undefined) return undefined;
  const { compileQuery } = await import('../views/render-query.ts');
  return compileQuery(expression);
}

async function resultText<T>(
  outcome: Outcome<T>,
  format: Format,
  { query, style }: { query: Query; style: Style },
): Promise<string | undefined> {
  if (outcome.data === undefined) return undefined;
  if (query === undefined && format === 'table')
    return outcome.human(outcome.data, style) || undefined;
  const plain = plainValue(outcome.data);
  return await valueIn(format, query === undefined ? plain : query(plain), style);
}

async function valueIn(format: Format, value: unknown, style: Style): Promise<string | undefined> {
  switch (format) {
    case 'json':
      return jsonText(value);
    case 'yaml':
      return (await import('../views/render-yaml.ts')).yamlText(value);
    case 'tsv':
      return (await import('../views/render-tsv.ts')).tsvText(value);
    case 'table':
      return (await import('../views/table.ts')).valueText(value, style);
    case 'none':
      return undefined;
  }
}
