import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRedactor, redactBody, redactText, redactUrl } from '../../../src/azure/redact.ts';
import { armError, errorOf, fault, HUB, json, RULE, SECRET, TOKEN, worldOf } from './fake.ts';

/** Members that the specifications and OAuth mark as secret. */
const SECRET_NAMES = [
  'connectionString',
  'primaryConnectionString',
  'secondaryConnectionString',
  'aliasPrimaryConnectionString',
  'primaryKey',
  'secondaryKey',
  'accessKey',
  'sharedAccessKey',
  'accountKey',
  'token',
  'access_token',
  'refresh_token',
  'id_token',
  'accessToken',
  'client_secret',
  'clientSecret',
  'client_assertion',
  'privateKey',
  'private_key',
  'vapidPrivateKey',
  'apnsCertificate',
  'certificateKey',
  'wnsCertificate',
  'mpnsCertificate',
  'googleApiKey',
  'baiduApiKey',
  'baiduSecretKey',
  'secretKey',
  'appSecret',
  'password',
  'authorization',
  'Authorization',
  'sig',
  'endpointUrl',
];

const PUBLIC = {
  id: HUB,
  name: 'com.contoso.app',
  location: 'West Europe',
  keyName: 'acs-send',
  keyId: 'ABC1234567',
  appId: 'TEAM123456',
  appName: 'com.contoso.app.voip',
  policyKey: 'Primary Key',
  projectId: 'contoso',
  clientEmail: 'push@contoso.example',
  endpoint: 'https://api.push.apple.com:443/3/device',
  resourceId: HUB,
  rights: ['Send'],
  provisioningState: 'Succeeded',
  expires_in: 3600,
  token_type: 'Bearer',
};

/** A secret as services make them: long, and not a word of ours. */
const canary = fc
  .tuple(
    fc.string({
      unit: fc.constantFrom(...Array.from('abcdefXYZ0189+/=~._-"\\ \n%&;<é')),
      minLength: 4,
      maxLength: 40,
    }),
    fc.string({
      unit: fc.constantFrom(...Array.from('ghijKLMN234567')),
      minLength: 12,
      maxLength: 20,
    }),
  )
  .map(([one, other]) => `${other}${one}${other}`);

/** Every form of a secret that a leak could have. */
const formsOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64'),
  Buffer.from(secret).toString('base64url'),
];

test('the value of a secret member appears in no form, wherever it stands', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SECRET_NAMES), canary, fc.nat(3), (name, secret, depth) => {
      let body: unknown = { ...PUBLIC, [name]: secret };
      for (let level = 0; level < depth; level += 1) body = { value: [body], properties: { body } };

      const shown = createRedactor().body(JSON.stringify(body));

      for (const form of formsOf(secret)) expect(shown).not.toContain(form);
      expect(shown).toContain('***');
    }),
  );
});

test('a secret that was met once is hidden wherever it comes again', () => {
  fc.assert(
    fc.property(canary, fc.constantFrom('text', 'body', 'url'), (secret, way) => {
      const redactor = createRedactor();
      redactor.body(JSON.stringify({ primaryKey: secret }));

      for (const form of formsOf(secret)) {
        const echo = way === 'url' ? `https://x.example/${form}` : `before ${form} after`;
        expect(redactor[way](echo)).not.toContain(form);
      }
    }),
  );
});

test('each line of a private key is hidden on its own', () => {
  const line = 'MIGTAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBHkwdwIBAQQg';
  const redactor = createRedactor([
    `-----BEGIN PRIVATE KEY-----\n${line}\n-----END PRIVATE KEY-----`,
  ]);

  expect(redactor.text(`the line ${line} alone`)).toBe('the line *** alone');
});

test('what is no secret stays readable', () => {
  expect(JSON.parse(redactBody(JSON.stringify(PUBLIC)))).toEqual(PUBLIC);
});

test.each([
  ['a form', 'grant_type=client_credentials&client_secret=canary%2Bx&scope=a'],
  ['a cut body', '{"primaryKey":"x","connectionString":"Endpoint=sb://x/;SharedAccessKey=canary'],
  [
    'a connection string',
    'Endpoint=sb://x/;SharedAccessKeyName=r;SharedAccessKey=canary+/=;EntityPath=h',
  ],
  ['one of ACS', 'endpoint=https://x/;accesskey=canary+/=='],
  ['a URL with a signature', 'https://x.example/?sv=1&sig=canary%2F'],
  ['a header', 'Authorization: Bearer canary.canary'],
  ['a SAS', 'SharedAccessSignature sr=x&sig=canary&se=1'],
  ['a JWT', 'the token eyJhbGciOiJub25lIn0.eyJjYW5hcnkiOjF9.canary ended'],
  ['a key', '-----BEGIN PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----'],
  ['a cut key', '-----BEGIN EC PRIVATE KEY-----\ncanary'],
])('%s in plain text loses its secret', (_name, text) => {
  expect(redactBody(text)).not.toContain('canary');
  expect(redactText(JSON.stringify(text))).not.toContain('canary');
});

test('an address keeps what is harmless and loses the values of the rest', () => {
  expect(
    redactUrl(
      'https://user:canary@x.example/a/b?api-version=1&$filter=name eq x&$skiptoken=canary&t=canary&c=canary&sig=canary#canary',
    ),
  ).toBe(
    'https://x.example/a/b?api-version=1&$filter=name eq x&$skiptoken=***&t=***&c=***&sig=***',
  );
});

const LEAK = 'canaryKeyValue0123456789+/abcdefghijklmnop=';
const CONNECTION = `Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKeyName=acs-send;SharedAccessKey=${LEAK}`;

test('--debug shows requests and answers, and no secret in any form', async () => {
  const lines: string[] = [];
  const answers = [
    json({
      primaryConnectionString: CONNECTION,
      secondaryConnectionString: CONNECTION,
      primaryKey: LEAK,
      secondaryKey: LEAK,
      keyName: 'acs-send',
    }),
    json(
      { resourceId: HUB, echoed: LEAK },
      {
        headers: {
          location: `https://management.azure.com/x?api-version=1&t=${encodeURIComponent(LEAK)}`,
          'x-ms-request-id': 'the-request',
          'set-cookie': `session=${LEAK}`,
        },
      },
    ),
    armError(400, 'BadRequest', `No: ${CONNECTION} for Bearer ${TOKEN}`),
    fault('ECONNREFUSED', `connect ECONNREFUSED ${SECRET}`),
  ];
  const { azure } = worldOf(answers, { debug: (line) => lines.push(line) });
  const link = {
    method: 'POST' as const,
    path: `${HUB}/linkNotificationHub`,
    apiVersion: '2023-04-01',
    body: { resourceId: HUB, connectionString: CONNECTION },
  };

  await azure.hubs.keys(RULE);
  await azure.arm.send(link);
  const refused = await errorOf(azure.arm.send(link));
  const unreachable = await errorOf(azure.arm.send(link));

  const log = lines.join('\n');
  for (const secret of [LEAK, SECRET, TOKEN, CONNECTION])
    for (const form of formsOf(secret)) {
      expect(log).not.toContain(form);
      expect(refused.azure?.message).not.toContain(form);
      expect(unreachable.message).not.toContain(form);
    }
  expect(log).toContain(
    `> POST https://management.azure.com${HUB}/AuthorizationRules/acs-send/listKeys?api-version=2017-04-01`,
  );
  expect(log).toContain('> POST https://login.microsoftonline.com/');
  expect(log).toContain('"keyName":"acs-send"');
  expect(log).toContain('< 400 (0 ms)');
  expect(log).toContain('x-ms-request-id: the-request');
  expect(log).not.toMatch(/^ {2}(authorization|set-cookie):/im);
});

test('no line of the log can steer a terminal', async () => {
  const lines: string[] = [];
  const hostile = 'x\u001b]0;owned\u0007\u009b31m\r\n\u202e';
  const { azure } = worldOf([json({ id: HUB, name: hostile }), fault('ECONNREFUSED', hostile)], {
    debug: (line) => lines.push(line),
  });

  await azure.arm.get(HUB, '2017-04-01');
  await errorOf(azure.arm.get(HUB, '2017-04-01'));

  // oxlint-disable-next-line no-control-regex -- that is what must not be there
  expect(lines.filter((line) => /[\u0000-\u001f\u007f-\u009f\u202e]/.test(line))).toEqual([]);
});
