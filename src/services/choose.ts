import { parseArmId, sameName } from '../shared/arm-id.ts';
import { CliError } from '../shared/errors.ts';
import type { Prompts } from '../shared/asking.ts';
import { didYouMean } from './nearest.ts';

/** Something that can be chosen: shown by name, told apart by id. */
export interface Choice {
  id: string;
  name: string;
}

export interface ChooseDeps {
  prompts: Prompts;
  say(text: string): void;
}

/** What is being chosen. */
export interface Question {
  /** "ACS resource", "subscription". */
  what: string;
  /** The flag that answers it: `--resource`. */
  flag: string;
  /** Where was looked: "in the subscription Contoso". */
  where: string;
  /** What to do when there is none. */
  none: string;
}

/**
 * The one that has the name; the only one, when no name was given, and that is said. Several: a person chooses, otherwise
 * `AMBIGUOUS` with their ids. None: `NOT_FOUND` with the nearest names.
 */
export async function choose<T extends Choice>(
  all: readonly T[],
  name: string | undefined,
  at: { question: Question; deps: ChooseDeps },
): Promise<T> {
  const { question, deps } = at;
  const fitting =
    name === undefined ? all : all.filter((one) => one.name.toLowerCase() === name.toLowerCase());
  const [only] = fitting;
  if (!only) throw notFound(all, name, question);
  if (fitting.length > 1) return select(fitting, name, at);
  if (name === undefined) deps.say(`Using the ${question.what} ${only.name}, the only one.`);
  return only;
}

async function select<T extends Choice>(
  fitting: readonly T[],
  name: string | undefined,
  { question, deps }: { question: Question; deps: ChooseDeps },
): Promise<T> {
  const { what, flag, where } = question;
  const message = name === undefined ? `Which ${what}?` : `Which ${what} named ${name}?`;
  const choices = offered(fitting);
  if (deps.prompts.interactive) return deps.prompts.select({ message, flag, choices });
  throw new CliError({
    code: 'AMBIGUOUS',
    message: `There are ${fitting.length} ${what}s${name === undefined ? '' : ` named ${name}`} ${where}:\n${fitting.map(({ id }) => `  ${id}`).join('\n')}`,
    hint: `Say which one by its id: ${flag} <id>`,
  });
}

/** By what tells them apart in the fewest columns: short labels, or ids where two of those would be the same. */
function offered<T extends Choice>(all: readonly T[]): { name: string; value: T }[] {
  const labels = all.map(shortLabel);
  const short = new Set(labels).size === all.length;
  return all.map((value) => ({
    name: short ? shortLabel(value) : `${value.name}  ${value.id}`,
    value,
  }));
}

/** `namespace/hub`, `resource  group`, a group’s name; with its id what is none of these. */
function shortLabel({ id, name }: Choice): string {
  const parsed = parseArmId(id);
  if (!parsed) return `${name}  ${id}`;
  if (parsed.names.length > 1) return parsed.names.join('/');
  const isGroup = sameName(parsed.type, 'Microsoft.Resources/resourceGroups');
  return isGroup || parsed.group === undefined ? name : `${name}  ${parsed.group}`;
}

function notFound(
  all: readonly Choice[],
  name: string | undefined,
  { what, where, none }: Question,
): CliError {
  const message =
    name === undefined
      ? `There is no ${what} ${where}.`
      : `There is no ${what} named ${name} ${where}.`;
  const near =
    name === undefined
      ? ''
      : didYouMean(
          name,
          all.map((one) => one.name),
        );
  return new CliError({ code: 'NOT_FOUND', message: `${message}${near}`, hint: none });
}
