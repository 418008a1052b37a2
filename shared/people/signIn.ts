import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Host } from '#shared/host';
import { PersonId } from '#shared/ids';
import { outboxEntry } from '#shared/outbox/messages';
import { type Condition, ConditionFailed, type Item, NEW, type Write } from '#shared/table/table';
import { linkToken } from '#shared/tasks/links';
import { Instant } from '#shared/time/instant';
import { organisation } from './organisation.ts';

/**
 * Signing in by a link that is mailed to a registered address. The link shows a button, since mail scanners fetch every
 * link; pressing it makes the session (sessions.ts). The link works once, within fifteen minutes.
 */
const SignInLink = z.object({
  person: PersonId,
  nonce: z.string(),
  expiresAt: Instant,
  /** The page that was asked for: a path of ours, without secrets in it, for the table is no place for them. */
  back: z.string(),
  usedAt: z.optional(Instant),
});
export type SignInLink = z.infer<typeof SignInLink>;

export const SIGN_IN_MINUTES = 15;
const MINUTE_MS = 60_000;
const DAY_SECONDS = 86_400;
/** Nobody's inbox is flooded by whoever knows the address: five links in an hour, one in half a minute. */
const MOST_IN_AN_HOUR = 5;
const APART_MS = MINUTE_MS / 2;
const HOUR_MS = 60 * MINUTE_MS;

export const signInKey = (token: string) => ({
  pk: `SIGNIN#${createHash('sha256').update(token).digest('base64url')}`,
  sk: 'SIGNIN',
});
const accountPk = (person: PersonId) => `ACCOUNT#${person}`;

/** A path of this site, and nothing that a browser might read as another one; else `/tasks`. */
export const ownPath = (back: string | null | undefined): `/${string}` => {
  if (!back || !/^\/(?![/\\])[\w\-./~%?=&+,]*$/.test(back) || back.startsWith('/t/')) return '/tasks';
  return `/${back.slice(1)}`;
};

/** A link for a person, and the write that makes it good: for the mail, or for whoever starts the host. */
export const newSignIn = async (
  host: Pick<Host, 'keys' | 'random' | 'clock'>,
  person: PersonId,
  back: string,
  minutes = SIGN_IN_MINUTES,
): Promise<{ token: string; nonce: string; write: Write }> => {
  const nonce = Buffer.from(host.random.bytes(32)).toString('base64url');
  const token = await linkToken(host, nonce);
  const expiresAt = Instant.parse(host.clock.now() + minutes * MINUTE_MS);
  const link: SignInLink = { person, nonce, expiresAt, back: ownPath(back) };
  const put: Item = { ...link, ...signInKey(token), ttl: Math.ceil(expiresAt / 1_000) + DAY_SECONDS };
  return { token, nonce, write: { put, if: NEW } };
};

/** Mails a link to a registered address; does nothing, and says nothing, for any other or when asked too often. */
export const requestSignIn = async (host: Host, email: string, back: string): Promise<void> => {
  const person = await organisation(host.table).byEmail(email.trim());
  if (!person || person.email === '') return;
  const now = host.clock.now();
  const pk = accountPk(person.id);
  const rate = await nextRate(host, pk, now);
  if (!rate) return;
  const { nonce, write } = await newSignIn(host, person.id, back);
  const message = {
    kind: 'mail',
    letter: 'signIn',
    to: { kind: 'person', person: person.id },
    link: nonce,
    facts: { minutes: SIGN_IN_MINUTES },
  } as const;
  try {
    await host.table.transact([rate, write, outboxEntry(pk, now, 0, now, message)]);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error; // somebody asked for the same address at this moment
  }
};

const nextRate = async ({ table }: Pick<Host, 'table'>, pk: string, now: Instant): Promise<Write | undefined> => {
  const key = { pk, sk: 'RATE' };
  const item = await table.get(key);
  const asked = z.parse(z.array(z.number()), item?.['asked'] ?? []).filter((at) => at > now - HOUR_MS);
  const last = asked.at(-1);
  if (asked.length >= MOST_IN_AN_HOUR || (last !== undefined && last > now - APART_MS)) return undefined;
  const before: Condition = item ? { equal: { n: Number(item['n']) } } : NEW;
  const ttl = Math.ceil((now + HOUR_MS) / 1_000);
  return { put: { ...key, asked: [...asked, now], n: Number(item?.['n'] ?? 0) + 1, ttl }, if: before };
};

export type FoundSignIn =
  { readonly kind: 'good'; readonly link: SignInLink } | { readonly kind: 'used' | 'expired' | 'unknown' };

export const findSignIn = async (
  { table, clock }: Pick<Host, 'table' | 'clock'>,
  token: string,
): Promise<FoundSignIn> => {
  const item = await table.get(signInKey(token));
  if (!item) return { kind: 'unknown' };
  const link = SignInLink.parse(item);
  if (link.usedAt !== undefined) return { kind: 'used' };
  return link.expiresAt > clock.now() ? { kind: 'good', link } : { kind: 'expired' };
};
