import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Host } from '#shared/host';
import { PersonId } from '#shared/ids';
import { all, ConditionFailed, NEW, type Item } from '#shared/table/table';
import { Instant } from '#shared/time/instant';
import { findSignIn, signInKey } from './signIn.ts';

/**
 * Who is signed in: a random token in a cookie, its SHA-256 in the table. Used by every page that knows a person.
 * A session lasts twelve hours, a working day, and ends for good when its item is removed.
 */
export const Session = z.object({
  /** The hash of its token: names it without giving it away. */
  id: z.string(),
  person: PersonId,
  startedAt: Instant,
  expiresAt: Instant,
  /** The network address it was started from, so that people recognise their own. */
  from: z.string(),
});
export type Session = z.infer<typeof Session>;

export const SESSION_SECONDS = 12 * 3_600;
const TOKEN_BYTES = 32;
const MS = 1_000;

const sessionKey = (id: string) => ({ pk: `SESSION#${id}`, sk: 'SESSION' });
const sessionsPk = (person: PersonId) => `SESSIONS#${person}`;
const idOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

const sessionItem = (session: Session): Item => ({
  ...session,
  ...sessionKey(session.id),
  personPk: sessionsPk(session.person),
  personSk: `${new Date(session.startedAt).toISOString()}#${session.id}`,
  ttl: Math.ceil(session.expiresAt / MS),
});

/**
 * Uses up a sign-in link and starts a session. Of two that come at once, one gets it.
 *
 * @returns the token for the cookie and the page that was asked for; nothing when the link is not good (any more)
 */
export const startSession = async (
  host: Pick<Host, 'table' | 'random' | 'clock'>,
  linkToken: string,
  from: string,
): Promise<{ token: string; back: string; person: PersonId } | undefined> => {
  const found = await findSignIn(host, linkToken);
  if (found.kind !== 'good') return undefined;
  const { person, back, nonce } = found.link;
  const now = host.clock.now();
  const token = Buffer.from(host.random.bytes(TOKEN_BYTES)).toString('base64url');
  const session: Session = {
    id: idOf(token),
    person,
    startedAt: now,
    expiresAt: Instant.parse(now + SESSION_SECONDS * MS),
    from,
  };
  try {
    await host.table.transact([
      { update: signInKey(linkToken), set: { usedAt: now }, if: { equal: { nonce }, absent: ['usedAt'] } },
      { put: sessionItem(session), if: NEW },
    ]);
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined;
    throw error;
  }
  return { token, back, person };
};

/** The session of a cookie; nothing once it has expired or was ended. */
export const findSession = async (
  { table, clock }: Pick<Host, 'table' | 'clock'>,
  token: string | undefined,
): Promise<Session | undefined> => {
  if (token === undefined || token === '') return undefined;
  const item = await table.get(sessionKey(idOf(token)));
  const session = item && Session.parse(item);
  return session && session.expiresAt > clock.now() ? session : undefined;
};

/** Somebody's sessions, newest first. */
export const listSessions = async (
  { table, clock }: Pick<Host, 'table' | 'clock'>,
  person: PersonId,
): Promise<Session[]> => {
  const items = await all(table, { index: 'person', pk: sessionsPk(person), descending: true });
  return items.map((item) => Session.parse(item)).filter(({ expiresAt }) => expiresAt > clock.now());
};

/** Ends a session; one that is over, or is not this person's, stays as it is. */
export const endSession = async ({ table }: Pick<Host, 'table'>, person: PersonId, id: string): Promise<void> => {
  try {
    await table.transact([{ delete: sessionKey(id), if: { equal: { person } } }]);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
};
