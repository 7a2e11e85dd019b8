import { Command, type CommanderError } from 'commander';
import { namedIn } from '../commands/named.ts';
import { registerCommands } from '../commands/register.ts';
import { registerHelp } from './help-command.ts';
import type { Wire } from '../terminal/wire.ts';
import { addGlobals, commandsOf } from './globals.ts';
import { helpText } from './help.ts';
import { usageError } from './usage.ts';
import { VERSION } from './version.ts';

/** Where commander's own text goes: help on stdout; its errors are thrown, not written. */
export interface HelpOutput {
  write(text: string): void;
  columns: number;
}

const DESCRIPTION =
  'Make phones ring: give an Azure Communication Services (ACS) resource its ' +
  'notification hub, link the two, and prove the chain. Against Azure, or a local Azure.';

/**
 * The command tree, with global options, help and errors settled for every command in it. With a command line it has what
 * that one can mean: the commands of a group, and the options of every command, only where their names stand on it.
 */
export function buildProgram(wire: Wire, output: HelpOutput, argv?: readonly string[]): Command {
  const isNamed = namedIn(argv);
  const program = new Command('acs-notify')
    .description(DESCRIPTION)
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .enablePositionalOptions()
    .configureHelp({ formatHelp: helpText, minWidthToWrap: 20 })
    .configureOutput({
      writeOut: (text) => output.write(text),
      // Only the help of a group called without a command comes this way: errors are thrown.
      writeErr: (text) => output.write(text),
      outputError: () => {},
      getOutHelpWidth: () => output.columns,
      getErrHelpWidth: () => output.columns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  program.optionsGroup('Options:');
  registerCommands(program, wire, isNamed);
  registerHelp(program, output);
  settle(program);
  for (const command of commandsOf(program))
    if (command.parent !== null && isNamed(command.name())) settle(command);
  return program;
}

function settle(command: Command): void {
  addGlobals(command);
  command.helpCommand(false).exitOverride((error: CommanderError) => {
    if (error.exitCode === 0 || error.code === 'commander.help') throw error;
    throw usageError(error, command);
  });
}
