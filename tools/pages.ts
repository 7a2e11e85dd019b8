import type { Argument, Command, Option } from 'commander';
import { commandsOf, pathOf } from '../src/cli/globals.ts';
import { sentence, usageOf } from '../src/cli/help.ts';
import { buildProgram } from '../src/cli/program.ts';
import { examplesOf } from '../src/commands/examples.ts';
import { ERROR_CODES } from '../src/shared/error-codes.ts';
import { EXIT_CODES } from '../src/shared/exit-codes.ts';
import { MENDING } from './mending.ts';

const NOTICE = '<!-- Made by `npm run docs`. Change the command, not this page. -->';

/** The generated pages: path from the repository's root, and text. */
export function pages(): Map<string, string> {
  const program = commandTree();
  const commands = commandsOf(program).filter((command) => command !== program);
  return new Map([
    ['docs/commands/README.md', indexPage(program)],
    ...commands.map((command): [string, string] => [
      `docs/commands/${slugOf(command)}.md`,
      commandPage(command),
    ]),
    ['docs/exit-codes.md', exitCodesPage()],
    ['docs/errors.md', errorsPage()],
  ]);
}

/** The command tree, only to be looked at: its actions do nothing. */
export function commandTree(): Command {
  return buildProgram(() => async () => {}, { write: () => {}, columns: 80 });
}

/** `hub-create` for `acs-notify hub create`. */
export function slugOf(command: Command): string {
  return pathOf(command).split(' ').slice(1).join('-');
}

function page(...blocks: string[]): string {
  return `${[NOTICE, ...blocks.filter((block) => block !== '')].join('\n\n')}\n`;
}

function indexPage(program: Command): string {
  const leaves = commandsOf(program).filter(({ commands }) => commands.length === 0);
  const globals = program.options.filter((option) => option.helpGroupHeading === 'Global options:');
  return page(
    '# Commands',
    program.description(),
    table(
      ['Command', 'What it does'],
      leaves.map((one) => [link(one), one.description()]),
    ),
    '## Global options',
    'Every command has these, anywhere on the line before `--`.',
    optionTable(globals),
    'Exit codes: [exit-codes.md](../exit-codes.md). Errors: [errors.md](../errors.md).',
  );
}

function commandPage(command: Command): string {
  return page(
    `# ${pathOf(command)}`,
    sentence(command.description()),
    fenced(usageOf(command)),
    ...section('Commands', childTable(command)),
    ...section('Arguments', argumentTable(command.registeredArguments)),
    ...section('Options', optionTable(ownOptions(command))),
    ...section('Examples', examples(command)),
    command.commands.length > 0
      ? ''
      : 'Global options: [README.md](README.md#global-options). Exit codes: [exit-codes.md](../exit-codes.md).',
  );
}

const section = (heading: string, body: string): string[] =>
  body === '' ? [] : [`## ${heading}`, body];

const ownOptions = (command: Command): Option[] =>
  command.options.filter((option) => option.helpGroupHeading !== 'Global options:');

function childTable({ commands }: Command): string {
  return table(
    ['Command', 'What it does'],
    commands.map((one) => [link(one), one.description()]),
  );
}

function argumentTable(all: readonly Argument[]): string {
  return table(
    ['Argument', 'Meaning'],
    all.map((one) => [code(one.name()), one.description]),
  );
}

function optionTable(options: readonly Option[]): string {
  return table(
    ['Option', 'Meaning'],
    options.map((one) => [code(one.flags), meaningOf(one)]),
  );
}

function meaningOf({ description, defaultValue, mandatory, required }: Option): string {
  const notes = [
    mandatory ? 'required' : '',
    required && defaultValue !== undefined ? `default: ${code(String(defaultValue))}` : '',
  ].filter((note) => note !== '');
  return notes.length === 0 ? description : `${description} (${notes.join(', ')})`;
}

function examples(command: Command): string {
  const lines = examplesOf(command).map(({ about, run }) => `# ${about}\n${run}`);
  return lines.length === 0 ? '' : fenced(lines.join('\n\n'));
}

function exitCodesPage(): string {
  const rows = Object.values(EXIT_CODES).map(({ code: number, meaning }) => [
    String(number),
    meaning,
  ]);
  return page(
    '# Exit codes',
    'They are never renumbered. `acs-notify emulator exec` exits as the command that it ran.',
    table(['Code', 'Meaning'], rows),
  );
}

function errorsPage(): string {
  const rows = Object.entries(ERROR_CODES).map(([name, { exit, meaning }]) => {
    // The keys of MENDING are those of ERROR_CODES: the compiler sees to it.
    return [code(name), String(exit), meaning, MENDING[name as keyof typeof MENDING]];
  });
  return page(
    '# Errors',
    'Each error says what happened, what the service answered, and how to mend it. With `-o json` the ' +
      'last line of stderr is one JSON document: `{ "error": { "code", "message", "hint", "exit", "azure" } }`, where `azure` is there when ' +
      'a service refused: `{ "status", "code", "message", "correlationId" }`. The codes are stable. ' +
      '`exit` is the error’s own; a command that was partly done before it exits with 8.',
    table(['Code', 'Exit', 'When', 'What to do'], rows),
  );
}

const link = (command: Command): string => `[${code(pathOf(command))}](${slugOf(command)}.md)`;
const code = (text: string): string => `\`${text}\``;
const fenced = (text: string): string => `\`\`\`sh\n${text}\n\`\`\``;

function table(headings: string[], rows: string[][]): string {
  if (rows.length === 0) return '';
  const line = (cells: string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}
