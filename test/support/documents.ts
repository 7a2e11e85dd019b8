/** A step as `-o json` shows it. */
export interface StepDocument {
  kind: string;
  id: string;
  action: string;
  status: string;
  differences: { path: string; from?: string; to?: string }[];
  requests?: { method: string; path: string; body?: unknown }[];
  error?: { code: string; message: string; hint: string };
}

/** The one JSON document that a command printed. */
export function documentOf(stdout: string): unknown {
  return JSON.parse(stdout);
}

/** The steps in what a changing command printed with `-o json`. */
export function stepsOf(stdout: string): StepDocument[] {
  return (documentOf(stdout) as { steps: StepDocument[] }).steps; // the schema test holds it to this shape
}

/** The error document at the end of stderr with `-o json`. */
export function errorOf(stderr: string): { code: string; message: string; hint: string } {
  const document: unknown = JSON.parse(stderr.slice(stderr.search(/^\{/m)));
  return (document as { error: { code: string; message: string; hint: string } }).error; // held to its schema too
}
