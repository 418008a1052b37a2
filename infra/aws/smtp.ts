import { loggedMail } from '#shared/aws/mailLog';
import type { Ports } from '#shared/aws/ports';

/** Mail over SMTP, where there is no SES. Loaded when the first mail leaves, like the SDK's clients. */
export const smtp: NonNullable<Ports['mail']> = async () => {
  const { smtpMail } = await import('#infra/embedded/smtp');
  return loggedMail(smtpMail(process.env['SMTP_URL'] ?? '', process.env['SENDER'] ?? ''));
};
