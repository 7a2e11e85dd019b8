import type { Command } from 'commander';

/** The options of every command that changes Azure, as its handler gets them. */
export interface MutatingOptions {
  dryRun: boolean;
  showRequests: boolean;
  exitCode: boolean;
  /** Global: agreed to in advance. */
  yes?: boolean;
}

/** Adds what every command that changes Azure understands: `--dry-run`, `--show-requests`, `--exit-code`. */
export function mutating(command: Command): Command {
  return command
    .optionsGroup('Plan:')
    .option('--dry-run', 'show what would change, change nothing', false)
    .option('--show-requests', 'show the writing requests too, secrets as ***', false)
    .option('--exit-code', 'with --dry-run: exit 10 when there is something to do', false);
}
