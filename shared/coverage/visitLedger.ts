import { createHash } from 'node:crypto';
import type { Case } from '#shared/cases/case';
import { Held } from '#shared/ledger/budget';
import { ConditionFailed, type Item, NEW, type Table } from '#shared/table/table';
import { civilDate } from '#shared/time/civil';
import { Instant } from '#shared/time/instant';
import { allRecipients, type People } from './recipients.ts';

/**
 * 发放台账: what was handed out, a line for each enterprise or family that was visited. Written once, when a campaign is
 * closed out, and never changed; reports count these lines.
 */
type Visit = { people: number; fen: number; at: number };

export const bookVisits = async (
  table: Table,
  of: People,
  each: Case,
  type: string,
): Promise<{ groups: number; people: number }> => {
  const visits = new Map<string, Visit>();
  for await (const { status, group, unit, valueFen, at = 0 } of allRecipients(table, of)) {
    if (status !== 'delivered') continue;
    const name = group ?? unit;
    const before = visits.get(name) ?? { people: 0, fen: 0, at: 0 };
    visits.set(name, { people: before.people + 1, fen: before.fen + valueFen, at: Math.max(before.at, at) });
  }
  const { fund, year } = Held.parse(each.facts['held']);
  for (const [group, { people, fen, at }] of visits) {
    const id = createHash('sha256').update(group).digest('base64url').slice(0, 16);
    const month = civilDate(Instant.parse(at)).slice(0, 7);
    const line: Item = {
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
    try {
      await table.transact([{ put: line, if: NEW }]);
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error; // booked before a crash
    }
  }
  return { groups: visits.size, people: [...visits.values()].reduce((sum, { people }) => sum + people, 0) };
};
