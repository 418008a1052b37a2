import { isView } from '#shared/cases/boards';
import { SIZES } from '#infra/aws/sizes';
import { after } from '#infra/embedded/tableWrites';
import { keyOf } from '#shared/table/table';
import { itemSize } from './itemSize.ts';
import type { Written } from './meteredTable.ts';
import { type Priced, prices } from './prices.ts';
import { openTally, type Tally } from './tally.ts';

/**
 * The same cases by the pattern that tutorials teach, counted from what was played:
 *
 * - a state for each step and one that looks at its answer;
 * - a Standard state and a function for each notice that is mailed;
 * - a loop of wait, look and choose, once a day, for each wait;
 * - a state and a function for each item that is written, outside of transactions, without boards and without an outbox.
 *
 * Pages, and what they read, are the same.
 */
export type Played = {
  /** States of tasks that were entered. */
  readonly steps: number;
  /** Whole days that each wait took. */
  readonly waits: readonly number[];
  readonly written: readonly Written[];
};

const STATES_A_DAY = 3;
const KB = 1_024;
const SAME: readonly Priced[] = ['pageRequests', 'readUnits', 'keyCalls', 'filePuts', 'fileGets', 'mails'];

const isOurs = ({ write }: Written): boolean => isView(keyOf(write)) || keyOf(write).sk.startsWith('OUT#');

export const tutorialOf = (ours: Tally, { steps, waits, written }: Played): Tally => {
  const tally = openTally();
  for (const what of SAME) tally.add(what, ours.total(what), 'as ours');
  for (const what of ['functionRequests', 'functionGbSeconds', 'logKilobytes'] as const) {
    for (const [of, count] of ours.parts(what)) if (/^pages|access/.test(of)) tally.add(what, count, of);
  }
  const { assumed } = prices;
  /** One call each, and nothing else to do. */
  const functions = (count: number, of: string) => {
    const ms = assumed.waits.table + assumed.works + assumed.coldShare * assumed.coldMs;
    tally.add('functionRequests', count, of);
    tally.add('functionGbSeconds', count * (ms / 1_000) * (SIZES.step.megabytes / 1_024), of);
    tally.add('logKilobytes', count * assumed.logKilobytes.invocation, of);
  };
  tally.add('transitions', steps * 2, 'steps and their answers');
  const notices = ours.total('mails');
  tally.add('transitions', notices, 'notices');
  functions(notices, 'notices');
  const looks = waits.reduce((sum, days) => sum + Math.max(1, days), 0);
  tally.add('transitions', looks * STATES_A_DAY, 'daily loops');
  tally.add('readUnits', looks, 'daily loops');
  functions(looks, 'daily loops');
  const writes = written.filter((each) => !isOurs(each));
  tally.add('transitions', writes.length, 'writes');
  functions(writes.length, 'writes');
  for (const { write, before } of writes) {
    const bytes = Math.max(itemSize(before ?? {}), itemSize(after(write, before) ?? {}));
    tally.add('writeUnits', Math.max(1, Math.ceil(bytes / KB)), 'writes');
  }
  return tally;
};
