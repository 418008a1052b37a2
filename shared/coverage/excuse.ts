import type { Table } from '#shared/table/table';
import type { Instant } from '#shared/time/instant';
import type { Gap } from './proof.ts';
import { claimPlace, decideRecipient, type People, recipientOf } from './recipients.ts';

/** Somebody is not served, for a reason that stands beside their name; also somebody whom no roster named. */
export const excuse = async (
  table: Table,
  of: People,
  { person, unit, row, ...gap }: Gap,
  { reason, by, at, valueFen }: { reason: string; by: string; at: Instant; valueFen: number },
): Promise<void> => {
  const found = await recipientOf(table, of, person);
  const why = { status: 'excluded' as const, reason, by, at };
  if (found) await decideRecipient(table, of, person, found.status, why);
  else await claimPlace(table, of, { person, unit, row, import: gap.import, valueFen, ...why });
};
