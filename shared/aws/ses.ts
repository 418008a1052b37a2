import { MessageRejected, SendRawEmailCommand, SESClient, type SESClientConfig } from '@aws-sdk/client-ses';
import { Outage } from '#shared/faults';
import type { Mail } from '#shared/mail/mail';
import { Undeliverable } from '#shared/mail/undeliverable';
import { call, describeFault } from './faults.ts';
import { mime } from './mime.ts';

/** Our side is not ready: the domain is not verified yet, or sending is paused. The mail waits in the outbox. */
const OURS = new Set([
  'MailFromDomainNotVerifiedException',
  'AccountSendingPausedException',
  'ConfigurationSetSendingPausedException',
  'ConfigurationSetDoesNotExistException',
]);

const asFault = (cause: unknown): unknown => {
  const { name } = describeFault(cause);
  const message = cause instanceof Error ? cause.message : '';
  if (OURS.has(name)) return new Outage(`SES: ${name}`, { cause });
  // In the sandbox SES rejects recipients that are not verified: that ends when the account leaves it.
  if (cause instanceof MessageRejected && /not verified/i.test(message))
    return new Outage('SES: not verified', { cause });
  if (cause instanceof MessageRejected || name === 'InvalidParameterValue')
    return new Undeliverable('SES refused it for good', { cause });
  return cause;
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
