import { isRecord } from '../shared/json.ts';
import { EmulatorProblem } from './problem.ts';

/** What a value in a user's file must be. Throws `EmulatorProblem` that says where it is and what it must be. */
export type Shape = (value: unknown, where: string) => void;

/** Reads a user's JSON and checks it. `what` names it at the start of a sentence: `The seed`. */
export function parseShaped(json: string, what: string, shape: Shape): unknown {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const why = cause instanceof Error ? `: ${cause.message}` : '.';
    throw new EmulatorProblem(`${what} is not JSON${why}`, { cause });
  }
  shape(value, what);
  return value;
}

/** A shape from a test and the words for what passes it. */
export function shapeOf(fits: (value: unknown) => boolean, words: string): Shape {
  return (value, where) => {
    if (!fits(value)) throw new EmulatorProblem(`${where} must be ${words}.`);
  };
}

/** Any JSON value. */
export const anything: Shape = () => {};
/** Text that is not empty. */
export const text = shapeOf((value) => typeof value === 'string' && value !== '', 'text');
/** `true` or `false`. */
export const truth = shapeOf((value) => typeof value === 'boolean', 'true or false');

/** A whole number within limits, both included. */
export function whole(least: number, most = Number.MAX_SAFE_INTEGER): Shape {
  const words = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `from ${least} to ${most}`;
  return shapeOf(
    (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
    `a whole number, ${words}`,
  );
}

/** One of these words. */
export function oneOf(...words: string[]): Shape {
  return shapeOf(
    (value) => typeof value === 'string' && words.includes(value),
    words.map((word) => `'${word}'`).join(' or '),
  );
}

/** An array of things of one shape. */
export function list(item: Shape): Shape {
  return (value, where) => {
    if (!Array.isArray(value)) throw new EmulatorProblem(`${where} must be an array.`);
    for (const [index, one] of value.entries()) item(one, `${where}[${index}]`);
  };
}

/** An object with any names, and values of one shape. */
export function record(item: Shape): Shape {
  return (value, where) => {
    if (!isRecord(value)) throw new EmulatorProblem(`${where} must be an object.`);
    for (const [name, one] of Object.entries(value)) item(one, `${where}.${name}`);
  };
}

/** An object with exactly these members. A name that is not known is refused, so that a typing error is seen. */
export function object(
  needed: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  const known = { ...needed, ...optional };
  return (value, where) => {
    if (!isRecord(value)) throw new EmulatorProblem(`${where} must be an object.`);
    for (const name of Object.keys(needed))
      if (!Object.hasOwn(value, name)) throw new EmulatorProblem(`${where}.${name} is missing.`);
    for (const [name, one] of Object.entries(value)) {
      const shape = Object.hasOwn(known, name) ? known[name] : undefined;
      if (!shape)
        throw new EmulatorProblem(
          `${where}.${name} is unknown; known are ${Object.keys(known).join(', ')}.`,
        );
      shape(one, `${where}.${name}`);
    }
  };
}
