/** How text may look. On a terminal these colour; elsewhere they give the text back. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
  /** The width to lay text out for: the terminal's columns, 80 where there is none. */
  readonly columns: number;
  /** Whether it goes to a terminal, where text should fit `columns`. Absent elsewhere: nothing is cut or folded. */
  readonly terminal?: boolean;
}
