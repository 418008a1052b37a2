import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import type { Json } from '#shared/table/table';
import type { Applicant } from './world.ts';

/** Reads what a host keeps from outside, beside it or after it: what happened in each case, and every mail. */
const Event = z.object({ type: z.string(), at: z.number(), by: z.json(), data: z.record(z.string(), z.json()) });
export type Event = z.infer<typeof Event>;
const Body = z.object({ body: z.string() });
export const Kept = z.catchall(z.object({ pk: z.string(), sk: z.string() }), z.json());
export type Kept = z.infer<typeof Kept>;

const open = (folder: string) => new DatabaseSync(join(folder, 'nuanliu.sqlite'), { readOnly: true });

const idOf = (reference: string | undefined): string => (reference ?? '').replace(/^困/, 'HA');

/** Every item of an embedded host's table, in the order of its keys. */
export const itemsIn = (folder: string): Kept[] => {
  const db = open(folder);
  try {
    const rows = db.prepare('SELECT body FROM item ORDER BY pk, sk').all();
    return rows.map((row) => Kept.parse(JSON.parse(z.parse(Body, row).body)));
  } finally {
    db.close();
  }
};

/** The events of an applicant's case, oldest first. */
export const eventsOf = (items: readonly Kept[], { reference }: Pick<Applicant, 'reference'>): Event[] => {
  const pk = `CASE#${idOf(reference)}`;
  return items.flatMap((item) => (item.pk === pk && item.sk.startsWith('EVENT#') ? [Event.parse(item)] : []));
};

/** What differs from run to run though the same has happened: drawn ids, instants, salted commitments. */
const DRAWN = ['commitments', 'batch', 'instruction', 'file', 'dueAt', 'at'];

export const withoutDrawn = (value: Json): Json => {
  if (Array.isArray(value)) return value.map((each: Json) => withoutDrawn(each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]): [string, Json][] =>
      field === undefined || DRAWN.includes(name) ? [] : [[name, withoutDrawn(field)]],
    ),
  );
};

/** The log of each applicant's case, but for ids and times. */
export const eventLog = (items: readonly Kept[], applicants: readonly Applicant[]): Record<string, Json[]> =>
  Object.fromEntries(
    applicants.map((applicant) => [
      applicant.person.name,
      eventsOf(items, applicant).map(({ type, by, data }) => withoutDrawn({ type, by, data })),
    ]),
  );

const Sent = z.object({ id: z.string(), recipient: z.string(), subject: z.string(), text: z.string() });
export type Sent = z.infer<typeof Sent>;

export const mailsIn = (folder: string): Sent[] => {
  const db = open(folder);
  try {
    return db
      .prepare('SELECT id, recipient, subject, text FROM mailbox ORDER BY n')
      .all()
      .map((row) => Sent.parse(row));
  } finally {
    db.close();
  }
};
