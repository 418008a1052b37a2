import { describe, expect, it } from 'vitest';
import { deliver } from '#functions/outbox';
import { sweep } from '#functions/sweep';
import { loadHandlers } from '#infra/embedded/handlers';
import { casePk } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { eventsOf } from '#shared/events/verify';
import { type CaseId, TaskId } from '#shared/ids';
import { Fund, FundId, fundKey } from '#shared/ledger/budget';
import { getTask } from '#shared/tasks/task';
import { type Site, startEmbedded } from '#test/fakes';
import { hardshipAid } from '#workflows/hardshipAid/index';
import { answer, submit, walkTo } from './case.ts';

/** Repeatable choices: a linear congruential generator. */
const dice = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

/** Everything that may be delivered more than once, delivered more than once, in any order and at the same time. */
const repeatEverything = async (site: Site, id: CaseId, roll: () => number): Promise<void> => {
  const handlers = await loadHandlers([hardshipAid], () => () => Promise.resolve(site.host));
  const each = await getCase(site.table, id);
  const calls: (() => Promise<unknown>)[] = [() => deliver(site.host, casePk(id)), () => sweep(site.host)];
  for (const [name, { n, entered }] of Object.entries(each.rounds)) {
    const step = handlers[`hardshipAid-${name}`];
    if (step) calls.push(() => step({ caseId: id, entered }));
    if (!(name in hardshipAid.tasks)) continue;
    const { taskToken } = await getTask(site.table, id, TaskId.parse(`${name}.${n}`));
    const [open, more] =
      name === 'publicNotice'
        ? [handlers['hardshipAid-notice'], { scope: 'union' }]
        : [handlers['hardshipAid-ask'], {}];
    calls.push(() => open?.({ caseId: id, task: name, entered, taskToken, ...more }) ?? Promise.resolve());
  }
  const times = calls.flatMap((call) => Array.from({ length: 1 + Math.floor(roll() * 5) }, () => call));
  await Promise.all(times.toSorted(() => roll() - 0.5).map((call) => call()));
  await site.idle();
};

const run = async (disturb: (site: Site, id: CaseId) => Promise<void>) => {
  await using site = await startEmbedded();
  const id = await submit(site);
  for (const stage of [
    'acceptance',
    'unionReview',
    'publicNotice',
    'townshipReview',
    'classification',
    'reportUp',
    'payment',
  ]) {
    await walkTo(site, id, stage);
    await disturb(site, id);
  }
  await answer(site, id, ['applicant', 'payment', 'withdraw']);
  await disturb(site, id);
  const events = await eventsOf(site, { id });
  return {
    events: events.map(({ type, data }) => [type, data['task'], data['outcome']]),
    mails: site.mailbox.list().map(({ to, subject }) => `${to} ${subject}`),
    fund: Fund.parse(await site.table.get(fundKey(FundId.parse('hardship'), 2019))),
    stage: (await getCase(site.table, id)).stage,
  };
};

describe('delivery at least once', () => {
  it('leaves the same case, money and mails behind, however often and in whatever order things arrive', async () => {
    const once = await run(() => Promise.resolve());
    expect(once.stage).toBe('WITHDRAWN');
    for (const seed of [1, 2, 3]) {
      const roll = dice(seed);
      expect(await run((site, id) => repeatEverything(site, id, roll))).toEqual(once);
    }
  });
});
