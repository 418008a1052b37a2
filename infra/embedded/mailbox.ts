import * as z from 'zod/mini';
import type { Mail, OutgoingMail } from '#shared/mail/mail';
import type { Clock } from '#shared/time/clock';
import type { Store } from './sqlite.ts';

/**
 * The built-in mailbox: where mail goes while no SMTP server is set. Exactly once, because the same id is the same row.
 */
export const KeptMail = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  list: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
});
export type KeptMail = z.infer<typeof KeptMail>;

export type Listing = {
  /** Only mail kept at or after this instant. */
  readonly since?: number;
  readonly to?: string;
  readonly limit?: number;
};

export type Mailbox = Mail & {
  /** Newest first. */
  list(listing?: Listing): KeptMail[];
  get(id: string): KeptMail | undefined;
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS mailbox (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, recipient TEXT NOT NULL,
    subject TEXT NOT NULL, text TEXT NOT NULL, html TEXT NOT NULL, list TEXT NOT NULL, at INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS mailbox_recipient_at ON mailbox (recipient, at);
  CREATE INDEX IF NOT EXISTS mailbox_at ON mailbox (at);`;
const COLUMNS = 'id, recipient AS "to", subject, text, html, list, at';
const MOST_LISTED = 1_000;

export const openMailbox = (store: Store, clock: Clock): Mailbox => {
  store.db.exec(SCHEMA);
  const keep = store.db.prepare(
    'INSERT INTO mailbox (id, recipient, subject, text, html, list, at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  );
  const one = store.db.prepare(`SELECT ${COLUMNS} FROM mailbox WHERE id = ?`);
  // Ordered as the indexes are: by n alone, SQLite would read the whole mailbox for the latest mail.
  const some = store.db.prepare(`SELECT ${COLUMNS} FROM mailbox WHERE at >= ? ORDER BY at DESC, n DESC LIMIT ?`);
  const someTo = store.db.prepare(
    `SELECT ${COLUMNS} FROM mailbox WHERE recipient = ? AND at >= ? ORDER BY at DESC, n DESC LIMIT ?`,
  );
  return {
    async send({ id, to, subject, text, html, list }: OutgoingMail) {
      await store.write(() => keep.run(id, to.toLowerCase(), subject, text, html, list, clock.now()));
    },
    list: ({ since = 0, to, limit = MOST_LISTED } = {}) =>
      z.parse(
        z.array(KeptMail),
        to === undefined ? some.all(since, limit) : someTo.all(to.toLowerCase(), since, limit),
      ),
    get: (id) => {
      const row = one.get(id);
      return row === undefined ? undefined : KeptMail.parse(row);
    },
  };
};
