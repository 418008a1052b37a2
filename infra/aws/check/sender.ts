import type { Sender } from '#shared/aws/sender';
import { type Finding, finding } from './finding.ts';

/** An account in the sandbox sends 200 mails a day, to verified addresses alone. */
const SANDBOX_PER_DAY = 200;
/** A campaign of 1,000 households should have its letters out within the morning. */
const ENOUGH_PER_SECOND = 5;

export const senderFindings = (domain: string, sender: Sender): Finding[] => [
  finding(`sender ${domain}`, sender.verified, 'SES has not verified it yet: make the DKIM records and wait an hour'),
  finding('account may send', sender.enabled, 'sending is paused: read what AWS wrote to the account, then enable it'),
  finding(
    `out of the sandbox (${sender.perDay} mails a day)`,
    sender.perDay > SANDBOX_PER_DAY,
    'ask for production access in the SES console of this region',
  ),
  finding(
    `rate (${sender.perSecond} mails a second)`,
    sender.perSecond >= ENOUGH_PER_SECOND,
    `ask for ${ENOUGH_PER_SECOND} or more: a campaign's letters take hours`,
  ),
];
