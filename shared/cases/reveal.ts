import type { Actor } from '#shared/events/chain';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { casePk } from './case.ts';
import { changeCase } from './change.ts';
import { reasonRecord } from './reason.ts';

/**
 * Looking behind the mask of a case: a signed-in person gives a reason, the log keeps it, and for half an hour they see
 * the case whole. Used by approver and admin pages.
 */
const LASTS_MS = 30 * 60_000;

const key = (id: CaseId, person: string) => ({ pk: casePk(id), sk: `REVEALED#${person}` });

export const reveal = async (
  host: Host,
  id: CaseId,
  by: Extract<Actor, { kind: 'person' }>,
  reason: string,
): Promise<void> => {
  await changeCase(host, id, async (each) => {
    const until = host.clock.now() + LASTS_MS;
    const why = await reasonRecord(host, each, reason);
    return {
      event: { type: 'revealed', by, data: { until, ...why.event } },
      also: [why.write, { put: { ...key(id, by.person), until, ttl: Math.ceil(until / 1_000) } }],
    };
  });
};

export const isRevealed = async (
  { table, clock }: Pick<Host, 'table' | 'clock'>,
  id: CaseId,
  person: string,
): Promise<boolean> => {
  const item = await table.get(key(id, person));
  return item !== undefined && Number(item['until']) > clock.now();
};
