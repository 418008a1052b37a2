import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { SESClient } from '@aws-sdk/client-ses';
import { describe, expect, it } from 'vitest';
import { addressFindings } from '#infra/aws/check/address';
import { dnsForSes, dnsForSmtp } from '#infra/aws/check/dns';
import { type Finding, report } from '#infra/aws/check/finding';
import { senderFindings } from '#infra/aws/check/sender';
import { tried } from '#infra/aws/check/tried';
import { sesSender } from '#shared/aws/sender';
import { startEmbedded } from '#test/fakes';
import { dnsServer } from './dnsServer.ts';

const todo = (findings: readonly Finding[]) =>
  findings.filter((each) => each.todo !== undefined).map((each) => report([each]));

const domain = 'union.example';
const ses = { domain, region: 'eu-west-1', dkimTokens: ['abc'] };
const good = {
  'TXT bounce.union.example': 'v=spf1 include:amazonses.com -all',
  'MX bounce.union.example': 'feedback-smtp.eu-west-1.amazonses.com',
  'CNAME abc._domainkey.union.example': 'abc.dkim.amazonses.com',
  'TXT _dmarc.union.example': 'v=DMARC1; p=quarantine',
};
describe('the DNS of a sender', () => {
  it('is well when SPF, bounces, DKIM and DMARC are there', async () => {
    using server = await dnsServer(good);
    const findings = await dnsForSes(server.resolver, ses);
    expect(findings).toHaveLength(4);
    expect(todo(findings)).toEqual([]);
  });

  it('is told, record by record, with what to add', async () => {
    using server = await dnsServer({});
    const said = todo(await dnsForSes(server.resolver, ses));
    expect(said).toHaveLength(4);
    expect(said.join('\n')).toContain('add "v=spf1 include:amazonses.com -all"');
    expect(said.join('\n')).toContain('point it to abc.dkim.amazonses.com');
  });

  it.each([
    ['another service’s SPF', { 'TXT bounce.union.example': 'v=spf1 include:other.example -all' }, 'SPF'],
    ['a record of another region', { 'MX bounce.union.example': 'feedback-smtp.us-east-1.amazonses.com' }, 'bounces'],
    ['two policies', { 'TXT _dmarc.union.example': ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] }, 'DMARC'],
  ])('is not well with %s', async (_, wrong, about) => {
    using server = await dnsServer({ ...good, ...wrong });
    expect(todo(await dnsForSes(server.resolver, ses))).toEqual([expect.stringContaining(about)]);
  });

  it('cannot be looked at while DNS does not answer: that is told, rather than that records are missing', async () => {
    using server = await dnsServer('fails');
    const findings = await tried('mail', () => dnsForSes(server.resolver, ses));
    expect(todo(findings)).toEqual([expect.stringMatching(/DNS does not answer: try again.*ESERVFAIL/)]);
  });

  it('of an SMTP provider has its key under the selector that is given', async () => {
    const records = {
      'TXT union.example': ['other text', 'v=spf1 include:provider.example -all'],
      'TXT s1._domainkey.union.example': `v=DKIM1; k=rsa; p=${'MIIB'.repeat(100)}`,
      'TXT _dmarc.union.example': 'v=DMARC1; p=quarantine',
    };
    using server = await dnsServer(records);
    expect(todo(await dnsForSmtp(server.resolver, { domain, selector: 's1' }))).toEqual([]);
    expect(todo(await dnsForSmtp(server.resolver, { domain }))).toEqual([expect.stringContaining('-c dkim=')]);
    using several = await dnsServer({ ...records, 'TXT union.example': ['v=spf1 -all', 'v=spf1 mx -all'] });
    expect(todo(await dnsForSmtp(several.resolver, { domain, selector: 's1' }))).toEqual([
      expect.stringContaining('make one of them'),
    ]);
  });
});

const serving = async (answer: (body: string) => string) => {
  const server = createServer((request, response) => {
    void text(request).then((body) => response.setHeader('content-type', 'text/html').end(answer(body)));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return { url: new URL(`http://127.0.0.1:${port}/`), [Symbol.asyncDispose]: async () => void server.close() };
};

describe('the address that people open', () => {
  it('is there, and so is what its pages link to', async () => {
    await using site = await startEmbedded({ path: '/aid/' });
    expect(todo(await addressFindings(site.url))).toEqual([]);
    expect(todo(await addressFindings(new URL('/aid', site.url)))).toEqual([]);
  });

  it('with another path than the deployment’s is told, and what to do', async () => {
    await using site = await startEmbedded({ path: '/aid/' });
    expect(todo(await addressFindings(new URL('/help/', site.url)))).toEqual([
      expect.stringMatching(/answers 404.*check name, path and proxy/),
    ]);
    // This host answers there too, for proxies that take the prefix away; but its links go to the other address.
    expect(todo(await addressFindings(new URL('/', site.url)))).toEqual([
      expect.stringContaining('believe that they are elsewhere'),
    ]);
  });

  it('of pages that believe to be elsewhere is told', async () => {
    await using site = await serving(() => '<link rel="stylesheet" href="https://old.example/style.css">');
    expect(todo(await addressFindings(site.url))).toEqual([
      expect.stringMatching(/believe that they are elsewhere \(https:\/\/old\.example/),
    ]);
  });

  it('that loses what its pages link to, shows another site, or does not answer is told', async () => {
    await using lossy = await serving(() => '<link rel="stylesheet" href="/style.css">');
    expect(todo(await addressFindings(lossy.url))).toEqual([expect.stringContaining('loses the path')]);
    await using other = await serving(() => '<h1>Welcome to nginx</h1>');
    expect(todo(await addressFindings(other.url))).toEqual([expect.stringContaining('not with our first page')]);
    expect(todo(await addressFindings(new URL('http://127.0.0.1:9/')))).toEqual([expect.stringContaining('no answer')]);
  });
});

describe('the sender', () => {
  it('that is verified, out of the sandbox and quick enough is well', () => {
    const well = { verified: true, dkimTokens: [], enabled: true, perDay: 50_000, perSecond: 14 };
    expect(todo(senderFindings(domain, well))).toEqual([]);
    expect(todo(senderFindings(domain, { ...well, perDay: 200, perSecond: 1 }))).toHaveLength(2);
  });

  it('is what SES says', async () => {
    const result = (action: string, inner: string) =>
      `<${action}Response><${action}Result>${inner}</${action}Result></${action}Response>`;
    const entry = (name: string, inner: string) =>
      `<${name}><entry><key>${domain}</key><value>${inner}</value></entry></${name}>`;
    const answers: Readonly<Record<string, string>> = {
      GetIdentityVerificationAttributes: entry(
        'VerificationAttributes',
        '<VerificationStatus>Success</VerificationStatus>',
      ),
      GetIdentityDkimAttributes: entry('DkimAttributes', '<DkimTokens><member>abc</member></DkimTokens>'),
      GetSendQuota: '<Max24HourSend>200.0</Max24HourSend><MaxSendRate>1.0</MaxSendRate>',
      GetAccountSendingEnabled: '<Enabled>true</Enabled>',
    };
    await using service = await serving((body) => {
      const action = new URLSearchParams(body).get('Action') ?? '';
      return result(action, answers[action] ?? '');
    });
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = new SESClient({ endpoint: service.url.href, region: 'eu-west-1', credentials });
    const said = { verified: true, dkimTokens: ['abc'], enabled: true, perDay: 200, perSecond: 1 };
    expect(await sesSender(client, domain)).toEqual(said);
    expect((await sesSender(client, 'strange.example')).verified).toBe(false);
  });
});

describe('a check that cannot be made', () => {
  it.each([
    ['without credentials', Object.assign(new Error('none'), { name: 'CredentialsProviderError' }), 'aws sso login'],
    ['with others’ credentials', Object.assign(new Error('no'), { name: 'AccessDenied' }), 'ses:Get'],
    ['of no address', new TypeError('Invalid URL'), 'https://'],
  ])('%s says what to do', async (_, error, words) => {
    expect(todo(await tried('it', () => Promise.reject(error)))).toEqual([expect.stringContaining(words)]);
  });
});
