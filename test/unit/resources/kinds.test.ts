import { describe, expect, test } from 'vitest';
import { communicationService } from '../../../src/resources/communication-service.ts';
import { hub } from '../../../src/resources/hub.ts';
import { link, linkIn } from '../../../src/resources/link.ts';
import { namespace, type WantedNamespace } from '../../../src/resources/namespace.ts';
import { sendPolicy } from '../../../src/resources/send-policy.ts';
import { mergedTags, tagDifferences } from '../../../src/resources/tags.ts';
import { COMMUNICATION_VERSION } from '../../../src/resources/versions.ts';
import type { Namespace, Right } from '../../../src/shared/ports.ts';
import { Secret } from '../../../src/shared/secret.ts';
import { ACS, HUB, NAMESPACE } from '../../support/ids.ts';

const wanted = (asked: WantedNamespace['asked'] = {}): WantedNamespace => ({
  id: NAMESPACE,
  location: 'westeurope',
  sku: 'Free',
  tags: {},
  asked,
});
const found = (more: Partial<Namespace> = {}): Namespace => ({
  id: NAMESPACE,
  name: 'contoso-push',
  location: 'West Europe',
  sku: 'Free',
  tags: {},
  state: 'ready',
  ...more,
});

describe('a namespace', () => {
  test('is created with all that is wanted', () => {
    expect(namespace.requests(wanted(), undefined)).toEqual([
      {
        method: 'PUT',
        path: `${NAMESPACE}?api-version=2017-04-01`,
        body: { location: 'westeurope', sku: { name: 'Free' }, tags: {} },
      },
    ]);
  });

  test('that exists is kept as it is where nothing was asked for', () => {
    const other = found({ sku: 'Standard', location: 'North Europe', tags: { team: 'a' } });

    expect(namespace.compare(wanted(), other)).toEqual([]);
  });

  test('that exists is never PUT again: what was asked for goes by PATCH, other tags with it', () => {
    const asked = { sku: 'Standard', tags: { team: 'calls' } } as const;
    const there = found({ tags: { owner: 'me' } });

    expect(namespace.compare(wanted(asked), there)).toEqual([
      { path: 'sku', from: 'Free', to: 'Standard' },
      { path: 'tags.team', from: undefined, to: 'calls' },
    ]);
    expect(namespace.requests(wanted(asked), there)).toEqual([
      {
        method: 'PATCH',
        path: `${NAMESPACE}?api-version=2017-04-01`,
        body: { sku: { name: 'Standard' }, tags: { owner: 'me', team: 'calls' } },
      },
    ]);
  });

  test('sees that a location is the same, however it is written', () => {
    expect(namespace.compare(wanted({ location: 'WestEurope' }), found())).toEqual([]);
    expect(namespace.compare(wanted({ location: 'eastus' }), found())).toEqual([
      { path: 'location', from: 'West Europe', to: 'eastus', replaces: true },
    ]);
  });

  test('that is not active yet is waited for, with no request that writes', () => {
    const pending = found({ state: 'pending' });

    expect(namespace.compare(wanted(), pending)).toMatchObject([{ path: 'provisioningState' }]);
    expect(namespace.requests(wanted(), pending)).toEqual([]);
  });
});

describe('a hub', () => {
  test('has its tags compared only where the service shows them', () => {
    const one = { id: HUB, location: 'westeurope', tags: { team: 'calls' } };
    const there = { id: HUB, name: 'h', location: 'West Europe' };

    expect(hub.compare(one, { ...there, tags: undefined })).toEqual([]);
    expect(hub.compare(one, { ...there, tags: {} })).toHaveLength(1);
  });

  test('keeps its location and its other tags when it is updated', () => {
    const one = { id: HUB, location: 'eastus', tags: { team: 'calls' } };
    const there = { id: HUB, name: 'h', location: 'West Europe', tags: { owner: 'me' } };

    expect(hub.requests(one, there)).toMatchObject([
      { method: 'PUT', body: { location: 'West Europe', tags: { owner: 'me', team: 'calls' } } },
    ]);
  });
});

describe('tags', () => {
  test('have names without case', () => {
    expect(tagDifferences({ Team: 'a' }, { team: 'a' })).toEqual([]);
    expect(mergedTags({ Team: 'b' }, { team: 'a', x: 'y' })).toEqual({ team: 'b', x: 'y' });
  });

  test('that nobody asked about make no difference', () => {
    expect(tagDifferences(undefined, { team: 'a' })).toEqual([]);
    expect(tagDifferences({}, { team: 'a' })).toEqual([]);
  });
});

describe('a policy', () => {
  const policy = (narrow: boolean) => ({ hubId: HUB, name: 'acs-send', narrow });
  const all: Right[] = ['Manage', 'Listen', 'Send'];

  test.each<[Right[], boolean, number]>([
    [['Send'], true, 0],
    [all, true, 1],
    [['Listen'], true, 1],
    [all, false, 0],
    [['Listen'], false, 0],
  ])('with the rights %j and narrow %s has %i differences', (rights, narrow, count) => {
    expect(sendPolicy.compare(policy(narrow), rights)).toHaveLength(count);
  });
});

describe('a link', () => {
  const one = (relink = false) => ({
    resourceId: ACS,
    hubId: HUB,
    relink,
    connectionString: async () => new Secret('canary'),
  });
  const now = (hubId: string, modifiedAt = '1') => ({ hubId, modifiedAt });

  test('is as wanted when it names the hub, in any case', () => {
    expect(link.compare(one(), now(HUB.toUpperCase()))).toEqual([]);
    expect(link.compare(one(), now(`${HUB}2`))).toMatchObject([{ path: 'notificationHubId' }]);
  });

  test('is sent again on request, and its secret stands in no plan', () => {
    expect(link.compare(one(true), now(HUB))).toHaveLength(1);
    expect(JSON.stringify(link.requests(one(true), now(HUB)))).toContain('***');
    expect(JSON.stringify(link.requests(one(true), now(HUB)))).not.toContain('canary');
  });

  test.each([
    ['there was none before', undefined, now(HUB), true],
    ['another hub was linked before', now(`${HUB}2`), now(HUB), true],
    ['it was there, and the time has moved', now(HUB, '1'), now(HUB, '2'), true],
    ['it was there, and the time stands still', now(HUB, '1'), now(HUB, '1'), false],
    ['another hub is linked still', now(`${HUB}2`), now(`${HUB}2`), false],
  ])('whose answer was lost, when %s, was made: %o %o %s', (...[, before, after, made]) => {
    expect(link.landed?.(one(true), before, after)).toBe(made);
  });

  test.each([
    [{ properties: { notificationHubId: HUB } }, HUB],
    [{ properties: { notificationHubId: '' } }, undefined],
    [{ properties: { notificationHubId: null } }, undefined],
    [{ properties: {} }, undefined],
    [{}, undefined],
  ])('is read from %j', (body, hubId) => {
    expect(linkIn(body)?.hubId).toBe(hubId);
  });
});

describe('an ACS resource', () => {
  const one = (dataLocation: string) => ({ id: ACS, dataLocation, tags: {} });

  test('keeps its data where it is, however that is written', () => {
    const there = { dataLocation: 'United States', state: 'Succeeded', tags: {} };

    expect(communicationService.compare(one('UnitedStates'), there)).toEqual([]);
    expect(communicationService.compare(one('Europe'), there)).toEqual([
      { path: 'dataLocation', from: 'United States', to: 'Europe', replaces: true },
    ]);
  });

  test('that exists gets its tags by PATCH, other tags with them', () => {
    const there = { dataLocation: 'Europe', state: 'Succeeded', tags: { owner: 'me' } };
    const tagged = { ...one('Europe'), tags: { team: 'calls' } };

    expect(communicationService.compare(tagged, there)).toEqual([
      { path: 'tags.team', from: undefined, to: 'calls' },
    ]);
    expect(communicationService.requests(tagged, there)).toEqual([
      {
        method: 'PATCH',
        path: `${ACS}?api-version=${COMMUNICATION_VERSION}`,
        body: { tags: { owner: 'me', team: 'calls' } },
      },
    ]);
  });
});
