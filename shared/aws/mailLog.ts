import { Outage } from '#shared/faults';
import type { Mail } from '#shared/mail/mail';

/** Says in the log that a mail has to wait, for the alarm that counts these lines: why, never whose or what. */
export const loggedMail = (mail: Mail): Mail => ({
  async send(each) {
    try {
      await mail.send(each);
    } catch (error) {
      if (error instanceof Outage) console.error(JSON.stringify({ code: 'mail.waits', why: error.message }));
      throw error;
    }
  },
});
