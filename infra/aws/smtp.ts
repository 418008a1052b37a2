import { smtpMail } from '#infra/embedded/smtp';
import type { Ports } from '#shared/aws/ports';

/** Mail over SMTP, where there is no SES. */
export const smtp: NonNullable<Ports['mail']> = () =>
  Promise.resolve(smtpMail(process.env['SMTP_URL'] ?? '', process.env['SENDER'] ?? ''));
