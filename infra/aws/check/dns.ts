import { type Finding, finding } from './finding.ts';

/** The questions that we ask of DNS, as `node:dns/promises` answers them. */
export type Resolver = {
  readonly resolveTxt: (name: string) => Promise<string[][]>;
  readonly resolveMx: (name: string) => Promise<{ exchange: string }[]>;
  readonly resolveCname: (name: string) => Promise<string[]>;
};

/** Names that do not exist are an answer; a resolver that cannot be reached is not. */
const ABSENT = new Set(['ENOTFOUND', 'ENODATA', 'NXDOMAIN']);

const found = async <Answer>(ask: Promise<Answer[]>): Promise<Answer[]> => {
  try {
    return await ask;
  } catch (error) {
    if (error instanceof Error && 'code' in error && ABSENT.has(String(error.code))) return [];
    throw error;
  }
};

const texts = async (resolver: Resolver, name: string): Promise<string[]> =>
  (await found(resolver.resolveTxt(name))).map((parts) => parts.join(''));

const starting = (records: readonly string[], word: string) =>
  records.filter((text) => text.toLowerCase().startsWith(word.toLowerCase()));

const dmarc = async (resolver: Resolver, domain: string): Promise<Finding> => {
  const name = `_dmarc.${domain}`;
  const policies = starting(await texts(resolver, name), 'v=DMARC1');
  return finding(`DMARC (TXT ${name})`, policies.length === 1, `add "v=DMARC1; p=quarantine; adkim=r; aspf=r", once`);
};

/** Two SPF records are as bad as none: receivers take that as an error (RFC 7208, 4.5). */
const spf = async (resolver: Resolver, name: string, included?: string): Promise<Finding> => {
  const policies = starting(await texts(resolver, name), 'v=spf1');
  const [policy = ''] = policies;
  const about = `SPF (TXT ${name})`;
  if (policies.length > 1) return finding(about, false, 'there are several: make one of them');
  if (included === undefined) return finding(about, policy !== '', 'add the record that your mail provider names');
  return finding(about, policy.includes(included), `add "v=spf1 ${included} -all"`);
};

/** Mail that SES sends: the records are those that the stack's outputs name. */
export const dnsForSes = async (
  resolver: Resolver,
  { domain, region, dkimTokens }: { domain: string; region: string; dkimTokens: readonly string[] },
): Promise<Finding[]> => {
  const bounces = `bounce.${domain}`;
  const answers = `feedback-smtp.${region}.amazonses.com`;
  const exchanges = (await found(resolver.resolveMx(bounces))).map(({ exchange }) => exchange.toLowerCase());
  const keys = dkimTokens.map(async (token) => {
    const [name, target] = [`${token}._domainkey.${domain}`, `${token}.dkim.amazonses.com`];
    const aliases = await found(resolver.resolveCname(name));
    return finding(`DKIM (CNAME ${name})`, aliases.includes(target), `point it to ${target}`);
  });
  return [
    await spf(resolver, bounces, 'include:amazonses.com'),
    finding(`bounces (MX ${bounces})`, exchanges.includes(answers), `add "10 ${answers}"`),
    ...(await Promise.all(keys)),
    await dmarc(resolver, domain),
  ];
};

/** Mail that another provider sends: it names a selector for its DKIM key. */
export const dnsForSmtp = async (
  resolver: Resolver,
  { domain, selector }: { domain: string; selector?: string | undefined },
): Promise<Finding[]> => {
  const key = async (): Promise<Finding> => {
    if (selector === undefined) {
      return { about: 'DKIM', todo: 'say which selector your mail provider signs with: -c dkim=selector' };
    }
    const name = `${selector}._domainkey.${domain}`;
    const records = await texts(resolver, name); // a CNAME to the provider's key answers too
    return finding(
      `DKIM (TXT ${name})`,
      /(^|;)\s*p=[^;\s]/.test(records.join('')),
      'add the key of your mail provider',
    );
  };
  return [await spf(resolver, domain), await key(), await dmarc(resolver, domain)];
};
