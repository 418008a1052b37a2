import { describe, expect, it } from 'vitest';
import { noticeDays } from '#test/scenarios/driver/noticeDays';
import { replay } from '#test/scenarios/driver/replay';
import { readScenario } from '#test/scenarios/driver/scenario';
import { BadScenario } from '#test/scenarios/driver/yaml';

const scenario = (name: string) => readScenario(`test/scenarios/${name}.yaml`);

/** Only what differs: a failure then shows nothing else. */
const wrongOf = async (name: string) =>
  (await replay(scenario(name))).figures.filter(({ value, expected }) => value !== expected);

describe('a replayed scenario', { timeout: 300_000 }, () => {
  it('gives the 27 workers and 116,400 yuan of the first half of 2019, with one payment that fails and is made again', async () => {
    const { figures } = await replay(scenario('2019-h1/hardship-payment-failed'));
    expect(figures.filter(({ value, expected }) => value !== expected)).toEqual([]);
    const received = figures.find(({ name }) => name === '2019-06-30 争取资金');
    expect(received?.value).toBe(116_400);
    expect(new Set(received?.rows).size).toBe(27);
  });

  it('gives other figures for other people, another fund and other lines', async () => {
    expect(await wrongOf('other/hardship')).toEqual([]);
  });

  it('takes every way out of the steps, and each case ends as it should', async () => {
    const { figures, found } = await replay(scenario('other/exits'), {
      after: ({ child, world }) =>
        Promise.resolve(new Map(world.applicants.map((each) => [each.person.name, noticeDays(child.folder, each)]))),
    });
    expect(figures.filter(({ value, expected }) => value !== expected)).toEqual([]);
    // Objected to on its fourth day and dismissed: what was left runs on, never less than five working days in all.
    expect(found?.get('白二')).toBeGreaterThanOrEqual(5);
    for (const days of found?.values() ?? []) if (days !== undefined) expect(days).toBeGreaterThanOrEqual(5);
  });

  it('names the line and the entry of what cannot be read', () => {
    expect(() => scenario('nothing')).toThrow(/ENOENT/);
    expect(() => readScenario('test/scenarios/ordinary.yaml')).toThrow(BadScenario);
    expect(() => readScenario('test/scenarios/ordinary.yaml')).toThrow(/title: is missing/);
  });
});
