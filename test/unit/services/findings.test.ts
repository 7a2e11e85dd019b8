import { describe, expect, test } from 'vitest';
import {
  type Finding,
  findingsOf,
  type SeenChain,
  type SeenHub,
} from '../../../src/services/findings.ts';
import { Secret } from '../../../src/shared/secret.ts';
import { ACS, HUB, OTHER_HUB, SUBSCRIPTION } from '../../support/ids.ts';

const policy: SeenHub['policy'] = { name: 'acs-send', rights: ['Send'] };
const apns = {
  kind: 'apnsCredential',
  parts: { appName: 'com.contoso.app.voip', token: new Secret('canary') },
};
const goodHub: SeenHub = {
  there: true,
  policy,
  policies: [{ id: 'r', name: 'acs-send', rights: ['Send'] }],
  credentials: [apns],
};
const good: SeenChain = {
  id: ACS,
  name: 'contoso-acs',
  provisioningState: 'Succeeded',
  hubId: HUB,
  hub: goodHub,
  providers: [{ namespace: 'Microsoft.Communication', state: 'Registered' }],
};
const chain = (more: Partial<SeenChain>) => findingsOf({ ...good, ...more });
const hub = (more: Partial<SeenHub>) => chain({ hub: { ...goodHub, ...more } });
const about = (findings: Finding[], what: Finding['about']) =>
  findings.find((one) => one.about === what);

test('a chain that is right has one thing nobody can know: the key', () => {
  const findings = chain({});

  expect(findings.map(({ about: what, verdict }) => `${what} ${verdict}`)).toEqual([
    'resource ok',
    'link ok',
    'hub ok',
    'policy ok',
    'key unknown',
    'credentials ok',
    'provider ok',
  ]);
  expect(about(findings, 'credentials')?.text).toBe('APNs for com.contoso.app.voip');
});

const { hubId: _, hub: __, ...unlinked } = good;

const rows: [string, Finding[], Finding['about'], Finding['verdict'], RegExp][] = [
  ['a resource in trouble', chain({ provisioningState: 'Failed' }), 'resource', 'wrong', /Failed/],
  [
    'no link',
    findingsOf({ ...unlinked, hubId: undefined, hub: undefined }),
    'link',
    'wrong',
    /no hub/,
  ],
  ['a hub elsewhere', chain({ hubId: OTHER_HUB }), 'link', 'wrong', /another subscription/],
  ['a hub that is gone', hub({ there: false }), 'hub', 'wrong', /does not exist/],
  ['a hub that may not be read', hub({ there: undefined }), 'hub', 'unknown', /may not be read/],
  ['no policy that sends', hub({ policy: undefined }), 'policy', 'wrong', /no policy/],
  [
    'wide policies alone',
    hub({ policy: { name: 'all', rights: ['Send', 'Listen', 'Manage'] } }),
    'policy',
    'warning',
    /may Listen, Manage, Send/,
  ],
  [
    'policies that may not be read',
    hub({ policy: undefined, policies: undefined }),
    'policy',
    'unknown',
    /may not be read/,
  ],
  ['no credentials', hub({ credentials: [] }), 'credentials', 'warning', /no phone rings/],
  [
    'credentials that may not be read',
    hub({ credentials: undefined }),
    'credentials',
    'unknown',
    /may not be read/,
  ],
  [
    'a certificate for Apple',
    hub({
      credentials: [{ kind: 'apnsCredential', parts: { apnsCertificate: new Secret('canary') } }],
    }),
    'credentials',
    'warning',
    /ACS needs a \.p8 token/,
  ],
  [
    'a provider that is not registered',
    chain({ providers: [{ namespace: 'Microsoft.X', state: 'NotRegistered' }] }),
    'provider',
    'wrong',
    /Microsoft\.X is NotRegistered/,
  ],
  [
    'a provider that may not be read',
    chain({ providers: [{ namespace: 'Microsoft.X', state: undefined }] }),
    'provider',
    'unknown',
    /may not be read/,
  ],
];

describe('the findings', () => {
  test.each(rows)('on %s', (...[, findings, what, verdict, says]) => {
    expect(about(findings, what)).toMatchObject({ verdict, text: expect.stringMatching(says) });
  });

  test.each(rows)(
    'on %s name a command for all that is wrong, and no secret',
    (_what, findings) => {
      const mends = findings.filter(({ verdict }) => verdict === 'wrong').map(({ mend }) => mend);

      expect(mends.filter((mend) => !/^(acs-notify|az) /.test(mend ?? ''))).toEqual([]);
      expect(JSON.stringify(findings)).not.toContain('canary');
    },
  );

  test.each(rows)(
    'on %s name commands that say which subscription they mean',
    (...[, findings]) => {
      const mends = findings.flatMap(({ mend }) => mend ?? []);

      expect(mends.filter((mend) => !mend.endsWith(` --subscription ${SUBSCRIPTION}`))).toEqual([]);
    },
  );
});
