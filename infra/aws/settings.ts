import type { Node } from 'constructs';
import * as z from 'zod/mini';

/** What an operator says of a deployment, as CDK context: `cdk deploy -c stage=prod -c sender=nuanliu@union.example`. */
const Settings = z.object({
  /** Keeps deployments in one account apart. `prod` refuses to be deleted. */
  stage: z._default(
    z.string().check(z.regex(/^[a-z][a-z0-9]{0,11}$/, 'give small letters and digits, 12 at most, such as prod')),
    'dev',
  ),
  region: z.optional(z.string()),
  /** The site's own name; without it the address of the HTTP API serves. */
  domain: z.optional(z.hostname()),
  sender: z._default(
    z.string().check(z.regex(/@[^\s@>]+>?$/, 'give an address, such as nuanliu@union.example')),
    'nuanliu@union.example',
  ),
  /** Gets alarms. */
  admin: z.optional(z.email()),
  /** There is no SES in China. */
  mail: z._default(z.enum(['ses', 'smtp']), 'ses'),
  /** Mails that may leave in a day: what is over waits, and the admin is told. */
  mails: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(1_000_000)), 2_000),
  /** What the account may cost in a month, in the currency of its bill: the admin is told before it does. */
  budget: z._default(z.coerce.number().check(z.gte(1)), 50),
  /** What scans attachments. GuardDuty's scan of S3 is not in the China regions. */
  scanner: z._default(z.enum(['none', 'guardduty']), 'none'),
  /** What is done with attachments that no scanner has called clean. */
  unscanned: z._default(z.enum(['show', 'block']), 'show'),
  /** Stands still while its data moves: no page answers, nothing is delivered, nothing becomes due. */
  paused: z._default(z.enum(['no', 'yes']), 'no'),
});
export type Settings = z.infer<typeof Settings>;

/** Each is a parameter, `-c name=…`. */
export const names = [
  'stage',
  'region',
  'domain',
  'sender',
  'admin',
  'mail',
  'mails',
  'budget',
  'scanner',
  'unscanned',
  'paused',
] as const;

/** @throws {RangeError} with one sentence that says what to give instead */
export const settingsOf = (given: Readonly<Record<string, unknown>>): Settings => {
  const read = Settings.safeParse(given);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new RangeError(`Context ${issue?.path.join('.')}: ${issue?.message}. See «Deploy to AWS» in the README.`);
  }
  if (read.data.region?.startsWith('cn-') && read.data.mail === 'ses') {
    throw new RangeError('There is no SES in the China regions: give -c mail=smtp.');
  }
  if (read.data.region?.startsWith('cn-') && read.data.scanner === 'guardduty') {
    throw new RangeError('GuardDuty scans no S3 in the China regions: leave -c scanner out.');
  }
  if (read.data.unscanned === 'block' && read.data.scanner === 'none') {
    throw new RangeError('Nothing scans, so everything would be blocked: give -c scanner=guardduty as well.');
  }
  return read.data;
};

export const readSettings = (node: Node): Settings =>
  settingsOf(Object.fromEntries(names.map((name) => [name, node.tryGetContext(name)])));

/** The domain that mail is sent from. */
export const mailDomain = ({ sender }: Pick<Settings, 'sender'>): string => /@([^\s@>]+)>?$/.exec(sender)?.[1] ?? '';
