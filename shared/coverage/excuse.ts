import type { Actor } from '#shared/events/chain';
import type { Host } from '#shared/host';
import { markLines } from './mark.ts';
import { claimPlace, type People, placeOf } from './recipients.ts';
import type { OnSheet } from './stretch.ts';

type Reason = { readonly reason: string; readonly by: Actor & { kind: 'person' } };

/** Takes somebody who has not been served off the list, for a reason that stands beside their name. @returns whether it did */
export const leaveOut = async (
  host: Pick<Host, 'table' | 'clock'>,
  of: People,
  person: string,
  { reason, by }: Reason,
): Promise<boolean> => {
  const place = await placeOf(host.table, of, person);
  if (!place) return false;
  const why = { status: 'excluded' as const, reason, by: by.person, at: host.clock.now() };
  const { size } = await markLines(host, of, place, {
    type: 'excused',
    by,
    lines: ({ lines }) => {
      const line = lines.get(place.row);
      const { group } = line ?? {};
      const open = line?.status === 'listed' || line?.status === 'absent';
      return new Map(open ? [[place.row, { ...why, ...(group !== undefined && { group }) }]] : []);
    },
  });
  return size > 0;
};

/** The same, also for somebody whom no roster named: they get a place by the row that names them, and no line. */
export const excuse = async (
  host: Pick<Host, 'table' | 'clock'>,
  of: People,
  { person, unit, row, import: list }: OnSheet & { readonly person: string },
  { valueFen, ...reason }: Reason & { readonly valueFen: number },
): Promise<void> => {
  const why = { status: 'excluded' as const, reason: reason.reason, by: reason.by.person, at: host.clock.now() };
  await claimPlace(host.table, of, { person, unit, row, import: list, valueFen, ...why });
  await leaveOut(host, of, person, reason);
};
