import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Host } from '#shared/host';
import type { DraftKey } from './storedDraft.ts';

/**
 * Which draft a browser works on: a random token in a cookie, of which the table keeps the hash. It ends with the day
 * after it began; after that the return code opens a new one.
 */
const HOURS = 24;
const Stored = z.object({ draft: z.string(), expires: z.number() });

const sessionKey = (token: string) => ({
  pk: `DRAFTSESSION#${createHash('sha256').update(token).digest('base64url')}`,
  sk: 'SESSION',
});

/** @returns the token for the cookie */
export const openSession = async (
  host: Pick<Host, 'table' | 'random' | 'clock'>,
  { pk }: DraftKey,
): Promise<string> => {
  const token = Buffer.from(host.random.bytes(32)).toString('base64url');
  const expires = host.clock.now() + HOURS * 3_600_000;
  await host.table.transact([{ put: { ...sessionKey(token), draft: pk, expires, ttl: Math.ceil(expires / 1000) } }]);
  return token;
};

export const findSession = async (
  host: Pick<Host, 'table' | 'clock'>,
  token: string | undefined,
): Promise<DraftKey | undefined> => {
  if (token === undefined || token === '') return undefined;
  const item = await host.table.get(sessionKey(token));
  if (!item) return undefined;
  const { draft, expires } = Stored.parse(item);
  return expires > host.clock.now() ? { pk: draft, sk: 'DRAFT' } : undefined;
};

export const closeSession = async (host: Pick<Host, 'table'>, token: string | undefined): Promise<void> => {
  if (token !== undefined && token !== '') await host.table.transact([{ delete: sessionKey(token) }]);
};
