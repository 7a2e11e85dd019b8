import { type Command, Option } from 'commander';
import { FORMATS } from '../terminal/format.ts';

const GROUP = 'Global options:';
const FORMS = `${FORMATS.slice(0, -1).join(', ')} or ${FORMATS.at(-1)}`;

/** Adds the options that every command has, wherever on the line they are given. */
export function addGlobals(command: Command): void {
  for (const option of globalOptions()) command.addOption(option.helpGroup(GROUP));
}

function globalOptions(): Option[] {
  return [
    new Option('-o, --output <format>', FORMS).choices(FORMATS),
    new Option('--query <jmespath>', 'print only this part of the result'),
    new Option('--subscription <name|id>', 'where to work, else AZURE_SUBSCRIPTION_ID'),
    new Option('--no-color', 'no colours (NO_COLOR does the same)'),
    new Option('--debug', 'show requests on stderr, without secrets'),
    new Option('--yes', 'agree in advance, ask nothing'),
    new Option('--no-input', 'ask nothing, fail where an answer is needed'),
  ];
}

/** Every command of the tree, the given one first, depth first. */
export function commandsOf(command: Command): Command[] {
  return [command, ...command.commands.flatMap(commandsOf)];
}

/** How a command is called: `acs-notify hub create`. */
export function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}
