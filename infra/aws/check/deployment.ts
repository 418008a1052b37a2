import { Resolver } from 'node:dns/promises';
import { parseArgs } from 'node:util';
import { openSender } from '#shared/aws/sender';
import { mailDomain, names, type Settings, settingsOf } from '../settings.ts';
import { addressFindings } from './address.ts';
import { dnsForSes, dnsForSmtp } from './dns.ts';
import { type Finding, report } from './finding.ts';
import { senderFindings } from './sender.ts';
import { tried } from './tried.ts';

/**
 * `npm run deploy:check -- -c domain=… -c sender=…`: looks from outside at what a deployment rests on: DNS of the
 * sender, the address that people open, the sender's standing with SES. Beside the deployment's own parameters it
 * takes `-c url=…` (an address with a path, or of the HTTP API) and `-c dkim=…` (the selector of an SMTP provider).
 */
const context = (args: readonly string[]): Record<string, string> => {
  const options = { context: { type: 'string', short: 'c', multiple: true } } as const;
  const { values } = parseArgs({ args: [...args], options });
  return Object.fromEntries(
    (values.context ?? []).map((pair) => [pair.split('=')[0], pair.slice(pair.indexOf('=') + 1)]),
  );
};

const ofMail = async (settings: Settings, selector: string | undefined): Promise<Finding[]> => {
  const resolver = new Resolver({ timeout: 5_000, tries: 2 });
  const domain = mailDomain(settings);
  if (settings.mail === 'smtp') return dnsForSmtp(resolver, { domain, selector });
  const region = settings.region ?? process.env['AWS_REGION'];
  if (region === undefined) throw new RangeError('Say which region: -c region=eu-west-1, or AWS_REGION.');
  const sender = await openSender({ region }, domain);
  return [
    ...senderFindings(domain, sender),
    ...(await dnsForSes(resolver, { domain, region, dkimTokens: sender.dkimTokens })),
  ];
};

try {
  const { url, dkim, ...given } = context(process.argv.slice(2));
  const unknown = Object.keys(given).filter((name) => !names.some((known) => known === name));
  if (unknown.length > 0) throw new RangeError(`There is no -c ${unknown[0]}: give ${names.join(', ')}, url or dkim.`);
  const settings = settingsOf(given);
  const address = url ?? (settings.domain === undefined ? undefined : `https://${settings.domain}/`);
  const findings = [
    ...(address === undefined
      ? [{ about: 'address', todo: 'say which: -c domain=…, or -c url= with the output webaddress' }]
      : await tried(`address ${address}`, () => addressFindings(new URL(address)))),
    ...(await tried('mail', () => ofMail(settings, dkim))),
  ];
  console.log(report(findings));
  process.exitCode = findings.some(({ todo }) => todo !== undefined) ? 1 : 0;
} catch (error) {
  if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
