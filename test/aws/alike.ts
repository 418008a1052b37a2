import * as z from 'zod/mini';
import { added, Head } from '#shared/events/lanes';
import { linesFrom, LineText } from '#shared/coverage/sheetText';
import type { Item } from '#shared/table/table';

/**
 * What two plays keep otherwise though the same has happened. Each is put into one shape, so that everything that has
 * happened stays in the comparison.
 */

/**
 * A sheet keeps each note once, and a note holds its instant: two that are written at once are one where the clock
 * stands still, and two where it runs. So each line is compared with its own note.
 */
const linesApart = (item: Item): Item => {
  const { success, data } = LineText.safeParse(item);
  if (!success) return item;
  const { marks: _m, groups: _g, inGroup: _i, notes: _n, noted: _d, ...sheet } = item;
  const lines = linesFrom(Number(item['from']), data);
  return { ...sheet, lines: [...lines].map(([row, line]) => JSON.parse(JSON.stringify({ row, ...line }))) };
};

const Pick = z.catchall(z.object({ unit: z.string() }), z.json());
const Draw = z.catchall(z.object({ pk: z.string(), sk: z.literal('DRAW'), picked: z.array(Pick) }), z.json());
/** Among units of equal risk a lot says which comes first (sample.ts): whom it fell on is compared, not in which order. */
const picksInOrder = (item: Item): Item => {
  const { success, data } = Draw.safeParse(item);
  return success ? { ...data, picked: data.picked.toSorted((a, b) => (a.unit < b.unit ? -1 : 1)) } : item;
};

const Payment = z.catchall(z.object({ pk: z.string(), sk: z.string(), no: z.int() }), z.json());
/**
 * What becomes payable at one instant stands on the page by its drawn reference, and so in the batch: whom it pays and
 * how is compared, not under which number.
 */
const paymentsApart = (item: Item): Item => {
  const { success, data } = Payment.safeParse(item);
  if (!success || !data.pk.startsWith('PAYMENTS#') || !data.sk.startsWith('LINE#')) return item;
  const { no: _n, instruction: _i, ...payment } = data;
  return { ...payment, sk: 'LINE' };
};

export const alike = (item: Item): Item => paymentsApart(picksInOrder(linesApart(item)));

const LANE = /^LANE#(.+)#\d\d$/;
/** The case that a lane belongs to; nothing for what is in no lane. */
export const laneOwner = ({ pk }: Item): string | undefined => LANE.exec(pk)?.[1];

/**
 * A batch's lane follows from its name (shared/events/lanes.ts), and names hold drawn ids of payments: what the lanes
 * of a case add up to is compared, not each lane.
 */
export const lanesTogether = (items: readonly Item[]): Item[] => {
  const isHead = (item: Item) => item.sk === 'HEAD' && laneOwner(item) !== undefined;
  const heads = Map.groupBy(items.filter(isHead), laneOwner);
  const sums = [...heads].map(([owner = '', lanes]): Item => {
    const counts = added(lanes.map((lane) => Head.parse(lane).counts));
    return { pk: `LANES#${owner}`, sk: 'HEAD', counts };
  });
  return [...items.filter((item) => !isHead(item)), ...sums];
};
