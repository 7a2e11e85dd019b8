import type { Command, Help, Option } from 'commander';
import { examplesOf } from '../commands/examples.ts';
import { pathOf } from './globals.ts';
import { folded } from './folded.ts';

interface Item {
  term: string;
  text: string;
}

interface Section {
  heading: string;
  items: Item[];
}

/** A command's help: what it does, how it is called, its commands or options by group, examples, exit codes. */
export function helpText(command: Command, helper: Help): string {
  const sections = sectionsOf(command, helper);
  const width = Math.max(...sections.flatMap(({ items }) => items.map(({ term }) => term.length)));
  const blocks = [
    helper.boxWrap(sentence(helper.commandDescription(command)), helper.helpWidth ?? 80),
    `Usage: ${usageOf(command)}`,
    ...sections.map(({ heading, items }) =>
      [heading, ...items.map((item) => itemText(item, width, helper))].join('\n'),
    ),
    ...examplesBlock(command, helper.helpWidth ?? 80),
    lastLine(command),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const INDENT = 2;
const GAP = 2;
/** Narrower than this beside its term, a text goes under it. */
const NARROWEST = 30;

function itemText({ term, text }: Item, width: number, helper: Help): string {
  const columns = helper.helpWidth ?? 80;
  const start = INDENT + width + GAP;
  const beside = columns - start >= NARROWEST;
  const indent = ' '.repeat(beside ? start : INDENT * 3);
  const lines = helper
    .boxWrap(text, columns - indent.length)
    .split('\n')
    .join(`\n${indent}`);
  const head = ' '.repeat(INDENT) + term;
  return beside ? head.padEnd(start) + lines : `${head}\n${indent}${lines}`;
}

/** How a command is called: `acs-notify hub create [options]`. */
export function usageOf(command: Command): string {
  if (command.commands.length > 0) return `${pathOf(command)} COMMAND [options]`;
  return `${pathOf(command)} ${command.usage()}`.trimEnd();
}

function sectionsOf(command: Command, helper: Help): Section[] {
  const options = helper.visibleOptions(command);
  const commands = helper.visibleCommands(command);
  return [
    ...grouped(
      commands,
      (child) => child.helpGroup() || 'Commands:',
      (child) => ({
        term: child.name(),
        text: helper.subcommandDescription(child),
      }),
    ),
    ...grouped(
      helper.visibleArguments(command),
      () => 'Arguments:',
      (argument) => ({
        term: helper.argumentTerm(argument),
        text: helper.argumentDescription(argument),
      }),
    ),
    ...grouped(ordered(options), groupOf, (option) => ({
      term: helper.optionTerm(option),
      text: descriptionOf(option),
    })),
  ];
}

/** The command's own options come first, then the named groups as declared, the global ones last. */
function ordered(options: readonly Option[]): Option[] {
  const rank = (option: Option): number => [GLOBAL, OWN].indexOf(groupOf(option));
  const place = (option: Option): number => ({ [-1]: 1, 0: 2, 1: 0 })[rank(option)] ?? 1;
  return options.toSorted((one, other) => place(one) - place(other));
}

/** A description as a sentence: capital first letter, full stop. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}

const OWN = 'Options:';
const GLOBAL = 'Global options:';

function groupOf(option: Option): string {
  if (option.long === '--help') return GLOBAL;
  return option.helpGroupHeading ?? OWN;
}

/** Choices stand in the term already, and a default of false or 0 tells nobody anything. */
function descriptionOf({ description, defaultValue, required, optional }: Option): string {
  const shown = (required || optional) && defaultValue !== undefined && defaultValue !== 0;
  return shown ? `${description} (default: ${String(defaultValue)})` : description;
}

function grouped<T>(
  all: readonly T[],
  heading: (one: T) => string,
  item: (one: T) => Item,
): Section[] {
  const groups = new Map<string, T[]>(); // Map.groupBy is younger than the oldest Node we run on
  for (const one of all) groups.set(heading(one), [...(groups.get(heading(one)) ?? []), one]);
  return [...groups].map(([name, members]) => ({ heading: name, items: members.map(item) }));
}

function examplesBlock(command: Command, width: number): string[] {
  const examples = examplesOf(command).map(
    ({ about, run }) => `  # ${about}\n  $ ${folded(run, width - 4)}`,
  );
  return examples.length === 0 ? [] : [`Examples:\n${examples.join('\n\n')}`];
}

function lastLine(command: Command): string {
  if (command.commands.length > 0) return `More about one: ${pathOf(command)} COMMAND --help`;
  return 'Exit codes: 0 done, 2 usage, and more: acs-notify help exit-codes';
}
