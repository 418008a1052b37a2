import { SendRawEmailCommand, SESClient, type SESClientConfig } from '@aws-sdk/client-ses';
import { Outage } from '#shared/faults';
import type { Mail } from '#shared/mail/mail';
import { Undeliverable } from '#shared/mail/undeliverable';
import { call, describeFault } from './faults.ts';
import { mime } from './mime.ts';

/**
 * Faults of our side, which pass when an operator has done something: the domain is not verified, sending is paused,
 * the account is in the sandbox. The mail waits in the outbox. That a recipient takes no mail SES says later, by a
 * bounce; at once it refuses only what is no address.
 */
const OURS = new Set([
  'MessageRejected',
  'MailFromDomainNotVerifiedException',
  'AccountSendingPausedException',
  'ConfigurationSetSendingPausedException',
  'ConfigurationSetDoesNotExistException',
]);

const asFault = (cause: unknown): unknown => {
  const { name } = describeFault(cause);
  if (OURS.has(name)) return new Outage(`SES: ${name}`, { cause });
  return name === 'InvalidParameterValue' ? new Undeliverable('SES finds no address in it', { cause }) : cause;
};

/** @param from `暖流 <nuanliu@union.example>`: an address of the verified identity */
export const sesMail = (client: SESClient, from: string, configurationSet?: string): Mail => ({
  async send(mail) {
    const command = new SendRawEmailCommand({
      Destinations: [mail.to], // the envelope: nothing in a header adds a recipient
      RawMessage: { Data: Buffer.from(mime(mail, from)) },
      ...(configurationSet !== undefined && { ConfigurationSetName: configurationSet }),
    });
    try {
      await call('SendRawEmail', () => client.send(command));
    } catch (error) {
      throw asFault(error);
    }
  },
});

export const openMail = (config: SESClientConfig, from: string, configurationSet?: string): Mail =>
  sesMail(new SESClient(config), from, configurationSet);
