import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Host } from '#shared/host';
import { CaseId, PersonId, TaskId } from '#shared/ids';
import { type Fields, NEW, type Write } from '#shared/table/table';
import { Instant } from '#shared/time/instant';

/**
 * The link in a mail: an opaque token of 256 bits that shows one task to one person. The table keeps its SHA-256.
 *
 * The token is HMAC-SHA256(key, nonce) of a random nonce that the link's item keeps, so a mail that has to be sent
 * again after a crash carries the same link, and the table alone still cannot make one.
 */
export const Link = z.object({
  caseId: CaseId,
  task: TaskId,
  /** Whom it was sent to; absent for the applicant. */
  person: z.optional(PersonId),
  nonce: z.string(),
  issuedAt: Instant,
  expiresAt: Instant,
  /** Set when a fresh link or somebody else took its place. */
  replaced: z.optional(z.enum(['fresh', 'reassigned'])),
});
export type Link = z.infer<typeof Link>;

const NONCE_BYTES = 32;
const TTL_SLACK_SECONDS = 86_400;
const MS = 1_000;

export const linkToken = (host: Pick<Host, 'keys'>, nonce: string): Promise<string> => host.keys.blind('link', nonce);

export const linkKey = (token: string) => ({
  pk: `LINK#${createHash('sha256').update(token).digest('base64url')}`,
  sk: 'LINK',
});

/**
 * @param listed fields of an index by which the person's own list finds it
 * @returns the write that makes it valid, and the nonce for the mail that carries it
 */
export const newLink = async (
  host: Pick<Host, 'keys' | 'random' | 'clock'>,
  to: { caseId: CaseId; task: TaskId; person?: PersonId; expiresAt: Instant },
  listed: Fields = {},
): Promise<{ write: Write; nonce: string }> => {
  const nonce = Buffer.from(host.random.bytes(NONCE_BYTES)).toString('base64url');
  const link: Link = { ...to, nonce, issuedAt: host.clock.now() };
  const key = linkKey(await linkToken(host, nonce));
  const ttl = Math.ceil(to.expiresAt / MS) + TTL_SLACK_SECONDS;
  return { nonce, write: { put: { ...link, ...key, ...listed, ttl }, if: NEW } };
};

export const findLink = async (host: Pick<Host, 'table'>, token: string): Promise<Link | undefined> => {
  const item = await host.table.get(linkKey(token));
  return item ? Link.parse(item) : undefined;
};
