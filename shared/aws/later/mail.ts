import { CLIENT, setting } from '#shared/aws/adapters';
import { loggedMail } from '#shared/aws/mailLog';
import type { Ports } from '#shared/aws/ports';

export const mail: NonNullable<Ports['mail']> = async () => {
  const { openMail } = await import('#shared/aws/ses');
  return loggedMail(openMail(CLIENT, setting('SENDER'), process.env['CONFIGURATION_SET']));
};
