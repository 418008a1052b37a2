import { boards } from '#test/bench/board';
import { campaigns } from '#test/bench/campaign';
import { campaignCosts } from '#test/bench/campaignCost';
import { costs } from '#test/bench/cost';
import { startsOfFunctions } from '#test/bench/coldStart';
import { deciding } from '#test/bench/cycles';
import { bench as engine } from '#test/bench/engine';
import { starting } from '#test/bench/starting';
import { submitting } from '#test/bench/submit';

/**
 * `npm run bench`, or one of them: `npm run bench -- submit`; starts also of some functions alone: `npm run bench --
 * coldstart background applicant`. Each prints its ratio; exit status 1 where one is missed.
 */
const benches: Readonly<Record<string, (names: readonly string[]) => Promise<boolean | void>>> = {
  start: starting,
  submit: submitting,
  cycles: deciding,
  board: boards,
  campaign: async () => campaigns(),
  cost: async () => {
    const straight = await costs();
    return (await campaignCosts()) && straight;
  },
  coldstart: startsOfFunctions,
  engine,
};

const [which, ...names] = process.argv.slice(2);
if (which !== undefined && !(which in benches)) {
  console.error(`There is no benchmark ${which}: name one of ${Object.keys(benches).join(', ')}, or none for all.`);
  process.exit(2);
}
let reached = true;
for (const [name, run] of Object.entries(benches)) {
  if (which !== undefined && which !== name) continue;
  if ((await run(names)) === false) reached = false;
}
process.exitCode = reached ? 0 : 1;
