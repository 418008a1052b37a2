import { openMeter } from '#test/cost/meter';
import { PRICED, prices } from '#test/cost/prices';
import { playStraight } from '#test/cost/straight';
import { bill, sumOf, type Tally, usd } from '#test/cost/tally';

/** So many are played, and all is reckoned for a thousand. */
const CASES = 12;
const THOUSAND = 1_000;
const SHOWN = 12;
/** Dollars for a thousand straight cases, mail apart. */
const MOST_USD = 0.8;

const money = (dollars: number) => `$${dollars.toFixed(3)}`;

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
  await playStraight(meter, CASES, () => Promise.resolve());
  console.log(`By the prices of ${prices.at}, ${prices.region}:`);
  print(meter.tally);
  const dollars = (sumOf(bill(meter.tally), ['mails']) / CASES) * THOUSAND;
  const reached = dollars <= MOST_USD;
  console.log(
    `${reached ? 'reached' : 'MISSED '}  all but mail for 1,000 straight hardship cases: ${money(dollars)} (at most ${money(MOST_USD)})`,
  );
  return reached;
};
