import { leastUnits } from '#test/cost/least';
import { openMeter } from '#test/cost/meter';
import { PRICED, prices } from '#test/cost/prices';
import { playStraight } from '#test/cost/straight';
import { bill, sumOf, type Tally, usd } from '#test/cost/tally';
import { tutorialOf } from '#test/cost/tutorial';
import { told } from '#test/bench/yardstick';

/** So many are played, and all is reckoned for a thousand. */
const CASES = 24;
const THOUSAND = 1_000;
const SHOWN = 12;
/** Dollars for a thousand straight cases, mail apart. */
const MOST_USD = 0.8;
/** Transitions of a case beyond its steps. */
const MOST_BESIDE_STEPS = 3;
const A_MONTH_OF_MINUTES = 30 * 24 * 60;

const money = (dollars: number) => `$${dollars.toFixed(3)}`;
const forAThousand = (tally: Tally, without: Parameters<typeof sumOf>[1] = []) =>
  (sumOf(bill(tally), without) / CASES) * THOUSAND;

/** Every line of the bill with what it is made of, the dearest parts first. */
const print = (tally: Tally): void => {
  for (const what of PRICED) {
    const total = tally.total(what);
    if (total === 0) continue;
    const a = (count: number) => (count / CASES).toFixed(1);
    console.log(
      `${a(total).padStart(8)} ${what} a case: ${money((usd(what, total) / CASES) * THOUSAND)} for a thousand`,
    );
    const parts = tally.parts(what);
    if (parts.length === 1) continue;
    for (const [of, count] of parts.slice(0, SHOWN)) console.log(`${a(count).padStart(16)} ${of}`);
    if (parts.length > SHOWN) console.log(`${' '.repeat(17)}and ${parts.length - SHOWN} more`);
  }
};

/** What a thousand straight hardship cases cost, counted from the real calls of their pages, steps and deliveries. */
export const costs = async (): Promise<boolean> => {
  const meter = openMeter();
  const { cases, played } = await playStraight(meter, CASES, ({ cases: all, played: what }) =>
    Promise.resolve({ cases: all, played: what }),
  );
  console.log(`By the prices of ${prices.at}, ${prices.region}, ${CASES} cases played:`);
  print(meter.tally);
  const standing = (sumOf(bill(meter.standing)) / meter.sweeps()) * A_MONTH_OF_MINUTES;
  console.log(`beside the cases, a month of looking every minute for what is due: ${money(standing)}`);
  const tutorial = tutorialOf(meter.tally, played);
  const [ours, theirs] = [forAThousand(meter.tally, ['mails']), forAThousand(tutorial, ['mails'])];
  const least = played.written.reduce((sum, write) => sum + leastUnits(write), 0);
  const most = cases.toSorted((a, b) => b.transitions - b.steps - (a.transitions - a.steps))[0];
  const { steps = 0, transitions = 0 } = most ?? {};
  return [
    told('state transitions of a straight case against its steps and 3 more', {
      value: transitions,
      bare: steps + MOST_BESIDE_STEPS,
      at: { most: 1 },
      unit: 'transitions',
    }),
    told('write units of a case against the least that its changes need', {
      value: meter.tally.total('writeUnits') / CASES,
      bare: least / CASES,
      at: { most: 1.5 },
      unit: 'units',
    }),
    told('all but mail, against the tutorial pattern for the same steps', {
      value: ours,
      bare: theirs,
      at: { most: 0.25 },
      unit: 'dollars for 1,000 cases',
    }),
    told('all but mail for 1,000 straight cases, against 0.80 dollars', {
      value: ours,
      bare: MOST_USD,
      at: { most: 1 },
      unit: 'dollars',
    }),
  ].every(Boolean);
};
