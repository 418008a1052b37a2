import { daily } from '#shared/mail/daily';
import type { Mail } from '#shared/mail/mail';
import type { Table } from '#shared/table/table';
import type { HostClock } from './clock.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import type { Settings } from './settings.ts';
import { smtpMail } from './smtp.ts';
import type { Store } from './sqlite.ts';

type Options = {
  readonly smtp?: NonNullable<Settings['smtp']>;
  readonly store: Store;
  readonly clock: HostClock;
  readonly table: Table;
};

/** SMTP where a server is named, at most so many mails in a day; else the built-in mailbox. */
export const openMail = ({ smtp, store, clock, table }: Options): { mail: Mail; mailbox?: Mailbox } => {
  if (smtp) {
    const mail = smtpMail(smtp.url, smtp.from);
    const full = () => console.error(JSON.stringify({ level: 'error', code: 'mail.full', most: smtp.mails }));
    return { mail: smtp.mails === undefined ? mail : daily(mail, { table, clock, most: smtp.mails, full }) };
  }
  const mailbox = openMailbox(store, clock);
  return { mail: mailbox, mailbox };
};
