import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { SESClient } from '@aws-sdk/client-ses';
import { describe, expect, it } from 'vitest';
import { addressFindings } from '#infra/aws/check/address';
import { dnsForSes, dnsForSmtp, type Resolver } from '#infra/aws/check/dns';
import { type Finding, report } from '#infra/aws/check/finding';
import { senderFindings } from '#infra/aws/check/sender';
import { sesSender } from '#shared/aws/sender';
import { startEmbedded } from '#test/fakes';

const todo = (findings: readonly Finding[]) =>
  findings.filter((each) => each.todo !== undefined).map((each) => report([each]));

/** Answers from a list of records, and of everything else that it does not exist. */
const resolver = (records: Readonly<Record<string, string>>): Resolver => {
  const ask = (name: string): Promise<string> => {
    const record = records[name];
    if (record === undefined) return Promise.reject(Object.assign(new Error(name), { code: 'ENOTFOUND' }));
    return Promise.resolve(record);
  };
  return {
    resolveTxt: async (name) => (await ask(`TXT ${name}`)).split('|').map((one) => [one.slice(0, 9), one.slice(9)]),
    resolveMx: async (name) => [{ exchange: await ask(`MX ${name}`) }],
    resolveCname: async (name) => [await ask(`CNAME ${name}`)],
  };
};

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
    const findings = await dnsForSes(resolver(good), ses);
    expect(findings).toHaveLength(4);
    expect(todo(findings)).toEqual([]);
  });

  it('is told, record by record, with what to add', async () => {
    const said = todo(await dnsForSes(resolver({}), ses));
    expect(said).toHaveLength(4);
    expect(said.join('\n')).toContain('add "v=spf1 include:amazonses.com -all"');
    expect(said.join('\n')).toContain('point it to abc.dkim.amazonses.com');
  });

  it.each([
    ['another service’s SPF', { 'TXT bounce.union.example': 'v=spf1 include:other.example -all' }, 'SPF'],
    ['a record of another region', { 'MX bounce.union.example': 'feedback-smtp.us-east-1.amazonses.com' }, 'bounces'],
    ['two policies', { 'TXT _dmarc.union.example': 'v=DMARC1; p=none|v=DMARC1; p=reject' }, 'DMARC'],
  ])('is not well with %s', async (_, wrong, about) => {
    expect(todo(await dnsForSes(resolver({ ...good, ...wrong }), ses))).toEqual([expect.stringContaining(about)]);
  });

  it('of an SMTP provider has its key under the selector that is given', async () => {
    const records = {
      'TXT union.example': 'other text|v=spf1 include:provider.example -all',
      'TXT s1._domainkey.union.example': 'v=DKIM1; k=rsa; p=MIIB',
      'TXT _dmarc.union.example': 'v=DMARC1; p=quarantine',
    };
    expect(todo(await dnsForSmtp(resolver(records), { domain, selector: 's1' }))).toEqual([]);
    expect(todo(await dnsForSmtp(resolver(records), { domain }))).toEqual([expect.stringContaining('-c dkim=')]);
    const several = { ...records, 'TXT union.example': 'v=spf1 -all|v=spf1 mx -all' };
    expect(todo(await dnsForSmtp(resolver(several), { domain, selector: 's1' }))).toEqual([
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
