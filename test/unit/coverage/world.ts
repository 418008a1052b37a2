import { createHash } from 'node:crypto';
import { enterLines } from '#functions/festivalCondolence/enterLines';
import { claimPlace, type People, peopleOf, personKey, type Recipient } from '#shared/coverage/recipients';
import { SYSTEM } from '#shared/events/chain';
import { noteBatch } from '#shared/events/lanes';
import type { Host } from '#shared/host';
import { CaseId } from '#shared/ids';
import { rowsPk } from '#shared/rosters/rows';
import type { Write } from '#shared/table/table';

export const CAMPAIGN = CaseId.parse('FC-2019-000001');
export const campaign: People = peopleOf({ id: CAMPAIGN, facts: { shards: 4, sheets: true } });
/** As campaigns were before there were sheets. */
export const earlier: People = peopleOf({ id: CAMPAIGN, facts: { shards: 4 } });

export const personOf = (n: number): string => createHash('sha256').update(`person ${n}`).digest('base64url');
const written = async ({ table }: Host, writes: readonly Write[]): Promise<void> => {
  for (let i = 0; i < writes.length; i += 100) await table.transact(writes.slice(i, i + 100));
};

/** A list of these people, a row for each from the second on. @returns its last row */
export const list = async (
  host: Host,
  place: { scope: string; unit: string },
  people: readonly number[],
): Promise<number> => {
  await written(
    host,
    people.map((n, i) => ({
      put: {
        pk: rowsPk(place, 'list'),
        sk: `ROW#${String(i + 2).padStart(6, '0')}`,
        row: i + 2,
        person: personOf(n),
        sealed: '',
      },
    })),
  );
  return people.length + 1;
};

const recipient = (unit: string, n: number, row: number): Recipient => ({
  person: personOf(n),
  unit,
  import: 'list',
  row,
  group: unit,
  valueFen: 100,
  status: 'listed',
});

/** Everybody on a union's list gets a place, and those who had none yet a line, as a batch does it. */
export const enlisted = async (host: Host, unit: string, people: readonly number[]): Promise<void> => {
  const mine: Recipient[] = [];
  for (const [i, n] of people.entries()) {
    const wanted = recipient(unit, n, i + 2);
    const held = await claimPlace(host.table, campaign, wanted);
    if (held.unit === unit && held.row === wanted.row) mine.push(held);
  }
  await noteBatch(host, CAMPAIGN, `enlisted#1#${unit}`, async () => {
    const { also, counts } = await enterLines(host.table, campaign, mine);
    return { event: { type: 'enlisted', by: SYSTEM, data: {} }, counts, also };
  });
};

/** The same in the earlier layout: what became of somebody stands on their place. */
export const placedEarlier = (host: Host, unit: string, people: readonly number[], changes: Partial<Recipient> = {}) =>
  written(
    host,
    people.map((n, i) => ({ put: { ...recipient(unit, n, i + 2), ...changes, ...personKey(earlier, personOf(n)) } })),
  );

export const officer = { kind: 'person', person: 'li-min', role: 'caseOfficer', unit: 'jiangdong' } as const;
