import { compile, isRegistered, tokenize, TreeInterpreter } from '@jmespath-community/jmespath';
import { CliError } from '../shared/errors.ts';
import { isRecord } from '../shared/json.ts';

type Expression = ReturnType<typeof compile>;

const LANGUAGE = 'JMESPath is described at https://jmespath.org, with examples.';

/**
 * Makes a search of a JMESPath expression. Throws `USAGE`, with the position, when it cannot be parsed or names an
 * unknown function: so a wrong query is found before anything is sent. The search throws `QUERY_FAILED`.
 */
export function compileQuery(expression: string): (value: unknown) => unknown {
  const parsed = parse(expression);
  const unknown = functionsIn(parsed).find((name) => !isRegistered(name));
  if (unknown !== undefined) throw unknownFunction(expression, unknown);
  return (value) => search(expression, parsed, value);
}

function parse(expression: string): Expression {
  try {
    return compile(expression);
  } catch (cause) {
    throw new CliError({
      code: 'USAGE',
      message: `--query is no JMESPath at position ${position(expression)}: ${reason(cause)}\n${pointer(expression, position(expression))}`,
      hint: LANGUAGE,
      cause,
    });
  }
}

function search(expression: string, parsed: Expression, value: unknown): unknown {
  try {
    // The interpreter's JSON type is narrower than unknown; plain data is what every caller passes.
    return TreeInterpreter.search(parsed, value as Parameters<typeof TreeInterpreter.search>[1]);
  } catch (cause) {
    throw new CliError({
      code: 'QUERY_FAILED',
      message: `--query ${expression} does not fit the result: ${reason(cause)}`,
      hint: 'The command itself has done its work. Look at the whole result with -o json.',
      cause,
    });
  }
}

function unknownFunction(expression: string, name: string): CliError {
  const at = expression.indexOf(`${name}(`);
  return new CliError({
    code: 'USAGE',
    message: `--query calls ${name}() at position ${at + 1}, which JMESPath does not have.\n${pointer(expression, at + 1)}`,
    hint: LANGUAGE,
  });
}

/** One-based place of the first token that no continuation could make right; behind the end when something is missing. */
function position(expression: string): number {
  const starts = tokenStarts(expression);
  const wrong = starts.findIndex((_, index) =>
    failsBeforeItsEnd(expression.slice(0, starts[index + 1] ?? expression.length)),
  );
  return (starts[wrong] ?? expression.length) + 1;
}

function tokenStarts(expression: string): number[] {
  try {
    return tokenize(expression).map((token) => token.start);
  } catch {
    // A character that is no token at all: the longest prefix that still is some ends right before it.
    const lengths = Array.from(expression, (_, index) => index);
    return [lengths.findLast((length) => isTokens(expression.slice(0, length))) ?? 0];
  }
}

function isTokens(text: string): boolean {
  try {
    tokenize(text);
    return true;
  } catch {
    return false;
  }
}

function failsBeforeItsEnd(prefix: string): boolean {
  try {
    compile(prefix);
    return false;
  } catch (error) {
    return !/EOF/.test(reason(error));
  }
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const pointer = (expression: string, at: number): string =>
  `  ${expression}\n  ${' '.repeat(at - 1)}^`;

function functionsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(functionsIn);
  if (!isRecord(node)) return [];
  const own = node['type'] === 'Function' && typeof node['name'] === 'string' ? [node['name']] : [];
  return [...own, ...Object.values(node).flatMap(functionsIn)];
}
