import { smtpMail } from '#infra/embedded/smtp';
import { loggedMail } from '#shared/aws/mailLog';
import type { Ports } from '#shared/aws/ports';

/** Mail over SMTP, where there is no SES. */
export const smtp: NonNullable<Ports['mail']> = () =>
  Promise.resolve(loggedMail(smtpMail(process.env['SMTP_URL'] ?? '', process.env['SENDER'] ?? '')));
