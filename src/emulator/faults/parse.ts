import { EmulatorProblem } from '../problem.ts';
import {
  anything,
  list,
  object,
  oneOf,
  parseShaped,
  record,
  type Shape,
  shapeOf,
  text,
  truth,
  whole,
} from '../shape.ts';
import { type FaultRule, pathPattern } from './plan.ts';

const path: Shape = (value, where) => {
  text(value, where);
  try {
    pathPattern(String(value));
  } catch (cause) {
    throw new EmulatorProblem(`${where} is no regular expression: ${String(value)}`, { cause });
  }
};

const headers: Shape = (value, where) => {
  record(shapeOf((one) => typeof one === 'string', 'text'))(value, where);
  try {
    void new Headers(value as Record<string, string>); // a record of texts, by the line above
  } catch (cause) {
    throw new EmulatorProblem(`${where} holds what no HTTP header can.`, { cause });
  }
};

const action: Shape = (value, where) => {
  object(
    {},
    {
      status: whole(200, 599),
      headers,
      body: anything,
      delay: whole(0),
      cut: oneOf('before', 'after'),
      act: truth,
      truncate: whole(0),
      stale: whole(1),
    },
  )(value, where);
  if (Object.keys(value as object).length === 0)
    throw new EmulatorProblem(`${where} is empty: the rule does nothing.`);
};

const rule = object(
  { does: action },
  {
    match: object(
      {},
      {
        method: shapeOf(
          (value) =>
            typeof value === 'string' && /^(?:GET|HEAD|PUT|PATCH|POST|DELETE)$/i.test(value),
          'GET, HEAD, PUT, PATCH, POST or DELETE',
        ),
        path,
        apiVersion: text,
      },
    ),
    nth: whole(1),
    times: whole(0),
  },
);

/** Reads a fault plan: a JSON array of rules (docs/emulator.md). Throws `EmulatorProblem` naming what is wrong with which. */
export function parseFaults(json: string): FaultRule[] {
  const rules = parseShaped(json, 'The fault plan', list(rule));
  return (rules as (Omit<FaultRule, 'match'> & Partial<FaultRule>)[]) // the shape checked every member
    .map((one) => ({ match: {}, ...one }));
}
