import { setTimeout as sleep } from 'node:timers/promises';
import { SendRawEmailCommand, SESClient, type SESClientConfig } from '@aws-sdk/client-ses';
import { Outage } from '#shared/faults';
import { MAIL_TAG, type Mail } from '#shared/mail/mail';
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

/**
 * The SDK tries nothing again: a mail whose answer got lost may have left, so it goes back to the outbox, which waits
 * between tries, instead of leaving three times at once. Only what SES has certainly not taken, because of its rate, is
 * tried again here.
 */
export const ONE_ATTEMPT = { maxAttempts: 1 } as const;
const ATTEMPTS = 3;
const FIRST_WAIT_MS = 100;

const sendUnthrottled = async (client: SESClient, command: SendRawEmailCommand): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(command);
      return;
    } catch (error) {
      if (describeFault(error).name !== 'Throttling' || attempt === ATTEMPTS) throw error;
      await sleep(Math.random() * FIRST_WAIT_MS * 2 ** attempt);
    }
  }
};

/** @see https://docs.aws.amazon.com/ses/latest/APIReference/API_MessageTag.html */
const TAG_VALUE = /^[\w.@-]{1,256}$/;

/** @param from `暖流 <nuanliu@union.example>`: an address of the verified identity */
export const sesMail = (client: SESClient, from: string, configurationSet?: string): Mail => ({
  async send(mail) {
    const command = new SendRawEmailCommand({
      Destinations: [mail.to], // the envelope: nothing in a header adds a recipient
      RawMessage: { Data: Buffer.from(mime(mail, from)) },
      ...(TAG_VALUE.test(mail.id) && { Tags: [{ Name: MAIL_TAG, Value: mail.id }] }),
      ...(configurationSet !== undefined && { ConfigurationSetName: configurationSet }),
    });
    try {
      await call('SendRawEmail', () => sendUnthrottled(client, command));
    } catch (error) {
      throw asFault(error);
    }
  },
});

export const openMail = (config: SESClientConfig, from: string, configurationSet?: string): Mail =>
  sesMail(new SESClient({ ...config, ...ONE_ATTEMPT }), from, configurationSet);
