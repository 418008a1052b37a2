import { type Limits, LIMITS, lookAfter } from '#shared/executions/handover';
import { finished } from '#shared/finished';
import type { Host } from '#shared/host';
import { dueShards } from '#shared/outbox/messages';
import type { Item, Table } from '#shared/table/table';
import { deliver } from './outbox.ts';

/**
 * Does whatever has become due: reminders and escalations, answers that time itself gives, executions that grow old,
 * and messages that a wake-up has missed. Runs every minute and whenever the clock says so; running twice does nothing twice.
 *
 * @returns when to look again: the next thing that is due, in milliseconds since 1970
 */
export const sweep = async (host: Host, limits = LIMITS): Promise<number | undefined> => {
  const now = new Date(host.clock.now()).toISOString();
  const found = await Promise.all(dueShards.map((pk) => host.table.query({ index: 'due', pk, to: now, limit: 200 })));
  const partitions = new Set<string>();
  for (const item of found.flatMap(({ items }) => items)) {
    if (item['kind'] === 'outbox') partitions.add(item.pk);
    else if (item['kind'] === 'task') await climb(host, item);
    else if (item['kind'] === 'execution') await live(host, item, limits);
  }
  await finished([...partitions].map((pk) => deliver(host, pk)));
  return nextDue(host.table);
};

/** A few times a day, and with all pipelines: no function need start with it. */
const climb = (host: Host, item: Item): Promise<void> =>
  spared(item, async () => (await import('./climb.ts')).climb(host, item));

/** Wanted when an execution has grown old, so hardly ever: a function need not start with all machines. */
const machineOf = async (pipeline: string): Promise<object> =>
  (await import('#workflows/machines')).machineOf(pipeline);
const live = (host: Host, item: Item, limits: Limits): Promise<void> =>
  spared(item, () => lookAfter(host, item, machineOf, limits));

/** One case that fails must not keep the others waiting; it is found again by the next sweep. */
const spared = async ({ pk, sk }: Item, act: () => Promise<void>): Promise<void> => {
  try {
    await act();
  } catch (error) {
    console.error(JSON.stringify({ code: 'sweep.failed', pk, sk, error: String(error) }));
  }
};

export const nextDue = async (table: Table): Promise<number | undefined> => {
  const first = await Promise.all(dueShards.map((pk) => table.query({ index: 'due', pk, limit: 1 })));
  const times = first.flatMap(({ items }) => items.map((item) => Date.parse(String(item['dueSk']))));
  return times.length === 0 ? undefined : Math.min(...times);
};
