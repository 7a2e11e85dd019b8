import { expect, test } from 'vitest';
import { DEPARTURES } from './departures/departures.ts';
import { type Documents, openDocuments } from './official/documents.ts';
import { haveSpecs, specsFolder } from './official/folder.ts';
import { judge, type Verdict } from './official/judge.ts';
import { findOperation, operationsOf } from './official/operations.ts';
import type { Target } from './target.ts';
import type { Exchange } from './wire.ts';

/** What a test file drives: its provider and the api-versions of it. */
export interface Driven {
  provider: string;
  versions: readonly string[];
  /** `operationId`s of the official files that are not driven, because the local Azure does not play them. */
  notPlayed: RegExp;
  /** The versions whose written departures must all be met here; `versions` unless given. */
  owes?: readonly string[];
}

/**
 * Three tests at the end of a file that drives Azure: every exchange is as the official file of its api-version says or a
 * written departure; every written departure of what was driven was met; every operation of the official files was driven.
 * Skipped where the official files are not there.
 */
export function judgeAll(target: () => Target, driven: Driven): void {
  const run = () => {
    const { exchanges } = target().wire;
    expect(exchanges.length).toBeGreaterThan(0);
    return { exchanges, documents: openDocuments(specsFolder()) };
  };
  test.runIf(haveSpecs())('every answer is official or a written departure', () => {
    const { exchanges, documents } = run();
    expect(verdict(documents, exchanges, driven).unexpected).toEqual([]);
  });
  test.runIf(haveSpecs())('every written departure still happens', () => {
    const { exchanges, documents } = run();
    expect(verdict(documents, exchanges, driven).unmet).toEqual([]);
  });
  test.runIf(haveSpecs())('every operation that is played was driven', () => {
    const { exchanges, documents } = run();
    expect(undriven(documents, exchanges, driven)).toEqual([]);
  });
}

function verdict(
  documents: Documents,
  exchanges: readonly Exchange[],
  { provider, versions, owes = versions }: Driven,
): Verdict {
  const owed = DEPARTURES.filter((one) => one.provider === provider)
    .map((one) => ({ ...one, versions: one.versions.filter((each) => owes.includes(each)) }))
    .filter((one) => one.versions.length > 0);
  return judge(documents, exchanges, { all: DEPARTURES, owed });
}

function undriven(
  documents: Documents,
  exchanges: readonly Exchange[],
  { provider, versions, notPlayed }: Driven,
): string[] {
  const seen = new Set(
    exchanges.map((one) => `${one.apiVersion} ${findOperation(documents, one)?.id}`),
  );
  return versions
    .flatMap((version) =>
      operationsOf(documents, provider, version)
        .filter(({ id }) => !notPlayed.test(id))
        .map(({ id }) => `${version} ${id}`),
    )
    .filter((one) => !seen.has(one));
}
