import { openWorld, type World } from '#test/scenarios/driver/world';
import { play } from '#test/scenarios/driver/play';
import { readScenario, type Scenario } from '#test/scenarios/driver/scenario';
import { casePk } from '#shared/cases/case';
import { CaseId } from '#shared/ids';
import { all, prefix } from '#shared/table/table';
import { Task } from '#shared/tasks/task';
import { addDays, CivilDate } from '#shared/time/civil';
import { type Site, startEmbedded } from '#test/fakes';
import type { Meter } from './meter.ts';
import type { Written } from './meteredTable.ts';
import { stepsOf, transitionsOf } from './transitions.ts';
import type { Played } from './tutorial.ts';

/** Whose ordinary answers a straight case takes: nobody of it goes another way. */
const ORDINARY = 'test/scenarios/other/hardship.yaml';
const UNIONS = [
  '红星机械厂工会',
  '东湖纺织公司工会',
  '西山环卫所工会',
  '西山医院工会',
  '临江建材公司工会',
  '临江物流公司工会',
];
const START = '2019-01-03';
/** A thousand cases a year are four a working day: officials decide several at a sitting, and pay them together. */
const A_DAY = 4;
const LONGEST_WAY_DAYS = 120;
const DAY_MS = 86_400_000;

const scenarioOf = (count: number): Scenario => {
  const { ordinary, file } = readScenario(ORDINARY);
  const first = CivilDate.parse(START);
  return {
    title: `${count} straight cases`,
    start: START,
    until: addDays(first, Math.ceil(count / A_DAY) + LONGEST_WAY_DAYS),
    seed: 'straight',
    steps: {},
    people: Array.from({ length: count }, (_, nth) => ({
      name: `陈平${'一二三四五六七八九十'[nth % 10]}`,
      union: UNIONS[nth % UNIONS.length] ?? '',
      applies: addDays(first, Math.floor(nth / A_DAY)),
      asks: 4_300,
      aid: ['医疗救助'],
      income: 1_500,
      family: ['配偶', '子女'],
      spends: { 看病: 9_800 },
      says: {},
      files: [],
      but: [],
      ends: '已帮扶',
    })),
    expect: {},
    ordinary,
    file,
  };
};

export type Straight = {
  readonly site: Site;
  readonly world: World;
  /** The cases: how many transitions and steps each has passed. */
  readonly cases: readonly { readonly id: string; readonly transitions: number; readonly steps: number }[];
  readonly played: Played;
};

/** Whole days that each of a case's tasks was open. */
const waitsOf = async ({ table }: Site, id: CaseId): Promise<number[]> =>
  (await all(table, { pk: casePk(id), ...prefix('TASK#') })).map((item) => {
    const { openedAt, decidedAt = openedAt } = Task.parse(item);
    return Math.ceil((decidedAt - openedAt) / DAY_MS);
  });

/**
 * Plays hardship cases that go straight from the first page of the application to the follow-up visit, all through the
 * real pages, mails and machine, on a host that is measured. State transitions are added from the histories.
 *
 * @param after looks at the host while it is there
 */
export const playStraight = async <T>(
  meter: Meter,
  count: number,
  after: (straight: Straight) => Promise<T>,
): Promise<T> => {
  const scenario = scenarioOf(count);
  const written: Written[] = [];
  meter.onItem((each) => written.push(each));
  await using site = await startEmbedded({ at: `${scenario.start}T09:00:00+08:00`, watch: meter.watch });
  meter.tally.clear();
  meter.standing.clear();
  written.length = 0; // the sample federation, written at the first start
  const world = openWorld(scenario, { url: site.url, up: () => Promise.resolve() });
  await play(world);
  const { executions } = await site.engine.listExecutions({ machine: 'hardshipAid', limit: 1_000 });
  const cases = await Promise.all(
    executions.map(async ({ name }) => {
      const history = await site.engine.getExecutionHistory({ machine: 'hardshipAid', name });
      const transitions = transitionsOf(history);
      meter.tally.add('transitions', transitions, 'hardshipAid');
      return { id: name, transitions, steps: stepsOf(history) };
    }),
  );
  const waits = (await Promise.all(cases.map(({ id }) => waitsOf(site, CaseId.parse(id))))).flat();
  const steps = cases.reduce((sum, each) => sum + each.steps, 0);
  return after({ site, world, cases, played: { steps, waits, written } });
};
