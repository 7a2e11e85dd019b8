import { isRecord } from '../../shared/json.ts';
import { EmulatorProblem } from '../problem.ts';
import type { FaultRule } from './plan.ts';

const RULE_MEMBERS: Readonly<Record<string, string>> = {
  match: 'object',
  nth: 'number',
  times: 'number',
  does: 'object',
};
const MATCH_MEMBERS: Readonly<Record<string, string>> = {
  method: 'string',
  path: 'string',
  apiVersion: 'string',
};
const ACTION_MEMBERS: Readonly<Record<string, string>> = {
  status: 'number',
  headers: 'object',
  body: 'any',
  delay: 'number',
  cut: 'string',
  act: 'boolean',
  truncate: 'number',
  stale: 'number',
};

/** Reads a fault plan: a JSON array of rules. Throws `EmulatorProblem` naming the rule and the member that is wrong. */
export function parseFaults(text: string): FaultRule[] {
  const rules = parseJson(text);
  if (!Array.isArray(rules)) throw new EmulatorProblem('A fault plan is a JSON array of rules.');
  return rules.map((rule: unknown, index) => parseRule(rule, `rule ${index + 1}`));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new EmulatorProblem(
      `The fault plan is not JSON: ${error instanceof Error ? error.message : ''}`,
      { cause: error },
    );
  }
}

function parseRule(rule: unknown, where: string): FaultRule {
  checkMembers(rule, RULE_MEMBERS, where);
  const { match = {}, does } = rule;
  checkMembers(match, MATCH_MEMBERS, `${where}.match`);
  checkMembers(does, ACTION_MEMBERS, `${where}.does`);
  const cut = does['cut'];
  if (cut !== undefined && cut !== 'before' && cut !== 'after')
    throw new EmulatorProblem(`${where}.does.cut must be 'before' or 'after'.`);
  return { ...rule, match, does } as FaultRule; // every member was checked just above
}

function checkMembers(
  value: unknown,
  members: Readonly<Record<string, string>>,
  where: string,
): asserts value is Record<string, unknown> {
  if (!isRecord(value)) throw new EmulatorProblem(`${where} is missing or not an object.`);
  for (const [name, found] of Object.entries(value)) {
    const wanted = Object.hasOwn(members, name) ? members[name] : undefined;
    if (wanted === undefined)
      throw new EmulatorProblem(
        `${where}.${name} is unknown; known are ${Object.keys(members).join(', ')}.`,
      );
    if (wanted !== 'any' && typeof found !== wanted)
      throw new EmulatorProblem(`${where}.${name} must be of type ${wanted}.`);
  }
}
