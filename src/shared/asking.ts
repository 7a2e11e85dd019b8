/** Questions. Each throws `INPUT_NEEDED`, naming `flag`, where nobody can be asked (see docs/design.md, "No prompt"). */
export interface Prompts {
  /** Whether a person can be asked. */
  readonly interactive: boolean;
  /** Yes or no. With `--yes` the answer is yes, unless `evenWithYes` demands a person. */
  confirm(question: { message: string; flag: string; evenWithYes?: boolean }): Promise<boolean>;
  /** True when the person typed exactly `expected`. */
  typed(question: { message: string; expected: string; flag: string }): Promise<boolean>;
  /** One of several. */
  select<T>(question: {
    message: string;
    flag: string;
    choices: readonly { name: string; value: T }[];
  }): Promise<T>;
}

/** Where settings come from: flags, then the environment, then the file, then defaults. */
export interface Settings {
  /** Name or id, as given by `--subscription` or `AZURE_SUBSCRIPTION_ID`. */
  subscription: string | undefined;
}
