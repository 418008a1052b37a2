import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { itemsIn } from '#test/scenarios/driver/eventLog';
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
        Promise.resolve(
          new Map(world.applicants.map((each) => [each.person.name, noticeDays(itemsIn(child.folder), each)])),
        ),
    });
    expect(figures.filter(({ value, expected }) => value !== expected)).toEqual([]);
    // Objected to on its fourth day and dismissed: what was left runs on, never less than five working days in all.
    expect(found?.get('白二')).toBeGreaterThanOrEqual(5);
    for (const days of found?.values() ?? []) if (days !== undefined) expect(days).toBeGreaterThanOrEqual(5);
  });

  it('names the line and the entry of what cannot be read, and what to write there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'nuanliu-scenario-'));
    const read = (people: string) => {
      const file = join(folder, 'scenario.yaml');
      writeFileSync(file, `title: 试\nstart: 2019-03-04\nuntil: 2019-12-27\nexpect: {}\npeople:\n${people}`);
      return () => readScenario(file);
    };
    const person = 'name: 陈明, union: 红星机械厂工会, applies: 2019-03-04, asks: 4300';
    expect(read(`  - { ${person} }\n`)().people).toHaveLength(1);
    expect(read('  - { name: 陈明, union: 红星机械厂工会, applies: 三月四日, asks: 4300 }\n')).toThrow(
      /line 6, people › no\. 1 › applies: must be a date like 2019-01-31/,
    );
    expect(read(`  - { ${person}, incme: 3 }\n`)).toThrow(
      /line 6, people › no\. 1: nobody knows what to do with: incme/,
    );
    expect(read(`  - { ${person} }\n  - { ${person}, but: [{ at: 初审, answer: 不同意 }] }\n`)).toThrow(
      /line 7, people › no\. 2 › but › no\. 1 › at: “初审” is no step\. Write one of: .*基层工会初审/,
    );
    expect(read(`  - { ${person}, but: [{ at: 受理, answer: 好 }] }\n`)).toThrow(
      /“好” is no answer of 受理\. .*不属于本会受理/,
    );
    expect(read(`  - { ${person}, family: [叔叔] }\n`)).toThrow(/“叔叔” is no relative\. Write one of: 配偶/);
    expect(read(`  - [\n`)).toThrow(BadScenario);
    rmSync(folder, { recursive: true });
  });
});
