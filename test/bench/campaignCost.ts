import { SIZES } from '#infra/aws/sizes';
import { PLANNED, playCampaign, type Played } from '#test/cost/campaign';
import { PER_UNION } from '#test/cost/manyUnions';
import { type Priced, PRICED, prices } from '#test/cost/prices';
import { usd } from '#test/cost/tally';

/** Played in full, so many unions each; a million follows from the two larger ones, the third foretells whether it may. */
const UNIONS = [4, 8, 16] as const;
const MOST_USD = 2;
const MOST_WRITES = 500;

/** What is paid to whom. Mail is apart. */
const SERVICES: Readonly<Record<string, readonly Priced[]>> = {
  'writes of DynamoDB': ['writeUnits'],
  'reads of DynamoDB': ['readUnits'],
  'Step Functions': ['transitions', 'expressRequests', 'expressGbSeconds'],
  Lambda: ['functionRequests', 'functionGbSeconds'],
  'HTTP API': ['pageRequests'],
  'S3, KMS, logs': ['filePuts', 'fileGets', 'keyCalls', 'schedules', 'queueRequests', 'logKilobytes'],
};

const costOf = ({ phases }: Played, phase: string, services: readonly Priced[] = PRICED): number =>
  services.reduce((sum, what) => (what === 'mails' ? sum : sum + usd(what, phases.get(phase)?.total(what) ?? 0)), 0);

/** Seconds that one run of each step takes at most, as the meter reckons them: every call waits for the one before. */
const secondsOf = ({ phases }: Played): ReadonlyMap<string, number> => {
  const [seconds, runs] = [new Map<string, number>(), new Map<string, number>()];
  const add = (to: Map<string, number>, of: string, count: number) => to.set(of, (to.get(of) ?? 0) + count);
  for (const tally of phases.values()) {
    for (const [of, count] of tally.parts('functionGbSeconds'))
      add(seconds, of, (count * 1_024) / SIZES.step.megabytes);
    for (const [of, count] of tally.parts('functionRequests')) add(runs, of, count);
  }
  const steps = [...seconds].filter(([name]) => name.startsWith('festivalCondolence-'));
  return new Map(steps.map(([name, sum]) => [name, sum / (runs.get(name) ?? 1)]));
};

/** A line through two sizes, at another one. */
const along = (small: [people: number, usd: number], large: [people: number, usd: number], people: number): number =>
  large[1] + ((large[1] - small[1]) / (large[0] - small[0])) * (people - large[0]);

/**
 * What a campaign of 1,000,000 recipients costs on AWS beside mail and import: the real calls of its pages, steps and
 * deliveries, counted at three sizes and reckoned by the price file.
 *
 * @returns whether it stays within its bounds
 */
export const campaignCosts = async (): Promise<boolean> => {
  const played: Played[] = [];
  for (const unions of UNIONS) played.push(await playCampaign(unions));
  const [first, small, large] = played;
  if (!first || !small || !large) return false;
  const names = [...large.phases.keys()];
  const at = (phase: string, services?: readonly Priced[], people = PLANNED, from = small, to = large): number =>
    along([from.people, costOf(from, phase, services)], [to.people, costOf(to, phase, services)], people);
  console.log(
    `A campaign of ${PLANNED.toLocaleString('en')} recipients, a union for every ${PER_UNION}, by the prices of ${prices.at}, ${prices.region}:`,
  );
  for (const phase of names) {
    const of = Object.entries(SERVICES).map(([name, services]) => [name, at(phase, services)] as const);
    const parts = of
      .filter(([, dollars]) => dollars >= 0.0005)
      .map(([name, dollars]) => `${name} ${dollars.toFixed(3)}`);
    console.log(`  $${at(phase).toFixed(3)}  ${phase}${parts.length > 1 ? `: ${parts.join(', ')}` : ''}`);
  }
  for (const [name, services] of Object.entries(SERVICES))
    console.log(`  $${names.reduce((sum, phase) => sum + at(phase, services), 0).toFixed(3)}  of all: ${name}`);
  const total = names.reduce((sum, phase) => sum + at(phase), 0);
  const foretold = names.reduce((sum, phase) => sum + at(phase, PRICED, large.people, first, small), 0);
  const counted = names.reduce((sum, phase) => sum + costOf(large, phase), 0);
  const off = Math.abs(foretold / counted - 1);
  console.log(
    `  ${large.people} recipients foretold by ${first.people} and ${small.people}: ${(off * 100).toFixed(1)} % off what was counted`,
  );
  const importUsd = PRICED.reduce((sum, what) => sum + usd(what, large.imported.total(what)), 0) / large.people;
  console.log(
    `  apart from it, $${(importUsd * PLANNED).toFixed(2)}: the import of everybody's roster and of a register of everybody`,
  );
  for (const { pace, partition, units } of large.busiest)
    console.log(
      `  ${units.toFixed(0)} writes a second at most on one partition, ${partition.replace(/#.*/, '')}, when ${pace}`,
    );
  const [before, after] = [secondsOf(small), secondsOf(large)];
  const longest = [...after].map(([name, s]): [string, number] => [
    name,
    along([small.people, before.get(name) ?? s], [large.people, s], PLANNED),
  ]);
  const [step, seconds] = longest.toSorted(([, a], [, b]) => b - a)[0] ?? ['', 0];
  console.log(`  ${seconds.toFixed(0)} seconds at most in one run of a step, ${step} (it has ${SIZES.step.seconds})`);
  const most = Math.max(...large.busiest.map(({ units }) => units));
  const reached = total <= MOST_USD && most <= MOST_WRITES && off <= 0.05 && seconds <= SIZES.step.seconds;
  console.log(
    `${reached ? 'reached' : 'MISSED '}  $${total.toFixed(2)} beside mail and import (at most $${MOST_USD}); ${most.toFixed(0)} writes a second on one partition (at most ${MOST_WRITES})`,
  );
  return reached;
};
