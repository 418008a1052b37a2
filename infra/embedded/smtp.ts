import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { Outage } from '#shared/faults';
import type { Mail } from '#shared/mail/mail';
import { Undeliverable } from '#shared/mail/undeliverable';

/**
 * Mail over an SMTP server (`SMTP_URL`, e.g. smtps://user:password@mail.example:465). A mail that is sent again after a
 * crash carries the same Message-ID, so that the reader's side may drop it.
 *
 * @param from address of the sender, `暖流 <nuanliu@union.example>`
 */
export const smtpMail = (url: string, from: string): Mail & { close(): void } => {
  const transport = createTransport(
    { url, pool: true, maxConnections: 2, disableFileAccess: true, disableUrlAccess: true },
    { from },
  );
  const domain = /@([^\s@>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  return {
    async send({ id, to, subject, text, html, list }) {
      try {
        await transport.sendMail({
          to: { name: '', address: to }, // an object: a list of addresses cannot slip in
          subject,
          text,
          html,
          messageId: messageId(id, domain),
          headers: { 'Auto-Submitted': 'auto-generated' },
          list: { id: { url: list, comment: 'Nuanliu' } },
        });
      } catch (error) {
        throw asFault(error);
      }
    },
    close: () => transport.close(),
  };
};

/** Our ids are not always what RFC 5322 allows on the left of the @, so their hash stands there. */
export const messageId = (id: string, domain: string): string =>
  `<${createHash('sha256').update(id).digest('hex').slice(0, 40)}@${domain}>`;

/**
 * A 5xx answer about the recipient (RCPT TO) or about the message is final. Everything else passes: no connection, a
 * wrong password, greylisting (4xx), a sender that the server does not know yet.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1
 */
const asFault = (cause: unknown): Error => {
  const { responseCode, command, code } = describe(cause);
  const final =
    responseCode >= 500 && responseCode <= 599 && (command === 'RCPT TO' || command === 'DATA' || code === 'EMESSAGE');
  if (final || (code === 'EENVELOPE' && responseCode === 0)) {
    return new Undeliverable(`The mail server refused it for good (${responseCode})`, { cause });
  }
  return new Outage(`The mail server could not take it (${code || responseCode})`, { cause });
};

const describe = (error: unknown) => {
  const has = typeof error === 'object' && error !== null ? new Map<string, unknown>(Object.entries(error)) : new Map();
  const responseCode = has.get('responseCode');
  return {
    responseCode: typeof responseCode === 'number' ? responseCode : 0,
    command: String(has.get('command') ?? ''),
    code: String(has.get('code') ?? ''),
  };
};
