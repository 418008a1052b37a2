import { createHash } from 'node:crypto';
import type { Case } from '#shared/cases/case';
import { Held } from '#shared/ledger/budget';
import type { Item, Table } from '#shared/table/table';
import { civilDate } from '#shared/time/civil';
import { Instant } from '#shared/time/instant';
import type { People } from './recipients.ts';
import { eachSheet } from './sheets.ts';

/**
 * 发放台账: what was handed out, a line for each enterprise or family that was visited. Written once, when a campaign is
 * closed out, and never changed; reports count these lines.
 */
type Visit = { people: number; fen: number; at: number };

/** Lines under way at once. */
const AT_ONCE = 50;

export const bookVisits = async (
  table: Table,
  of: People,
  each: Case,
  type: string,
): Promise<{ groups: number; people: number }> => {
  const visits = new Map<string, Visit>();
  for await (const { unit, valueFen, lines } of eachSheet(table, of)) {
    for (const { status, group, at = 0 } of lines.values()) {
      if (status !== 'delivered') continue;
      const name = group ?? unit;
      const before = visits.get(name) ?? { people: 0, fen: 0, at: 0 };
      visits.set(name, { people: before.people + 1, fen: before.fen + valueFen, at: Math.max(before.at, at) });
    }
  }
  const { fund, year } = Held.parse(each.facts['held']);
  const lines = [...visits].map(([group, { people, fen, at }]): Item => {
    const id = createHash('sha256').update(group).digest('base64url').slice(0, 16);
    const month = civilDate(Instant.parse(at)).slice(0, 7);
    return {
      pk: `VISITS#${each.id}`,
      sk: `VISIT#${id}`,
      kind: 'visit',
      entry: 'deliver',
      caseId: each.id,
      pipeline: each.pipeline,
      fund,
      year,
      fen,
      at,
      visit: { type, group, people },
      monthPk: `LEDGER#${each.pipeline}#deliver#${month}`,
      monthSk: `${new Date(at).toISOString()}#${each.id}#${id}`,
    };
  });
  // What was booked before a crash stays as it is.
  for (let i = 0; i < lines.length; i += AT_ONCE)
    await Promise.all(lines.slice(i, i + AT_ONCE).map((line) => table.claim(line)));
  return { groups: visits.size, people: [...visits.values()].reduce((sum, { people }) => sum + people, 0) };
};
