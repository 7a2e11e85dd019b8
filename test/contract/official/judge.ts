import type { Exchange } from '../wire.ts';
import { checkExchange, type Problem } from './check.ts';
import type { Departure } from './departure.ts';
import type { Documents } from './documents.ts';

/** What the official files say of a run. Both lists are empty when all is well. */
export interface Verdict {
  /** What is neither official nor a written departure. */
  unexpected: string[];
  /** Written departures that this run no longer shows, by api-version or by operation. */
  unmet: string[];
}

/** Judges every exchange of a run: `all` departures excuse, those `owed` must also be met. */
export function judge(
  documents: Documents,
  exchanges: readonly Exchange[],
  departures: { all: readonly Departure[]; owed: readonly Departure[] },
): Verdict {
  const problems = exchanges.flatMap((one) => checkExchange(documents, one));
  const unexpected = problems.filter(
    (problem) => !departures.all.some((one) => covers(one, problem)),
  );
  const driven = new Set(exchanges.map(({ apiVersion }) => apiVersion));
  return {
    unexpected: [...new Set(unexpected.map(described))],
    unmet: departures.owed.flatMap((one) => unmet(one, problems, driven)),
  };
}

function covers(departure: Departure, problem: Problem): boolean {
  return (
    departure.provider === problem.provider &&
    departure.versions.includes(problem.apiVersion) &&
    departure.operations.includes(problem.operation) &&
    departure.where === problem.where &&
    departure.path === problem.path &&
    departure.keyword === problem.keyword &&
    (departure.status === undefined || departure.status === problem.status)
  );
}

function unmet(departure: Departure, problems: readonly Problem[], driven: Set<string>): string[] {
  const met = problems.filter((problem) => covers(departure, problem));
  const versions = departure.versions.filter(
    (version) => driven.has(version) && !met.some(({ apiVersion }) => apiVersion === version),
  );
  const operations = departure.operations.filter(
    (id) => !met.some(({ operation }) => operation === id),
  );
  const { where, path, keyword, reason } = departure;
  return [...versions, ...operations].map((one) => `${one} ${where} ${path} ${keyword}: ${reason}`);
}

function described(problem: Problem): string {
  const { apiVersion, operation, status, where, path, keyword, message } = problem;
  return `${apiVersion} ${operation} ${status} ${where} ${path} ${keyword}: ${message}`;
}
