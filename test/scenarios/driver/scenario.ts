import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { tasks } from '#workflows/hardshipAid/tasks';
import { readYaml } from './yaml.ts';

/** A scenario as a clerk writes it (README.md): people, dates, decisions, and what the ledger must say at the end. */
const Words = z.pipe(
  z.union([z.string(), z.number(), z.array(z.string())]),
  z.transform((words) => (typeof words === 'number' ? String(words) : words)),
);
const Said = z.record(z.string(), Words);
const Day = z.iso.date();
const Yuan = z.number().check(z.gte(0));

/** How a step is answered. What else is written stands under the words of its page. */
const Answer = z.catchall(
  z.object({
    answer: z.string(),
    after: z._default(z.int().check(z.gte(0)), 0),
    day: z.optional(z.int().check(z.gte(1))),
  }),
  Words,
);
export type Answer = z.infer<typeof Answer>;

/** The exception: at which step, answered how. The first entry for a step holds for the first time it is reached. */
export const Exception = z.catchall(
  z.object({ at: z.string(), answer: z.string(), after: z.optional(z.int()), day: z.optional(z.int()) }),
  Words,
);
export type Exception = z.infer<typeof Exception>;

const Person = z.strictObject({
  name: z.string().check(z.minLength(2)),
  union: z.string(),
  applies: Day,
  asks: Yuan,
  /** What the classification proposes; as asked where nothing is said. */
  gets: z.optional(Yuan),
  aid: z._default(z.array(z.string()), ['生活救助']),
  income: z._default(Yuan, 1500),
  family: z._default(z.array(z.union([z.string(), Said])), ['配偶', '子女']),
  spends: z._default(z.record(z.string(), Yuan), {}),
  says: z._default(Said, {}),
  files: z._default(z.array(z.string()), []),
  but: z._default(z.array(Exception), []),
  /** How it ends, in the words of the console; aided where nothing is said. */
  ends: z._default(z.string(), '已帮扶'),
});
export type Person = z.infer<typeof Person>;

const Scenario = z.strictObject({
  title: z.string(),
  start: Day,
  until: Day,
  seed: z._default(z.union([z.string(), z.int()]), 1),
  union: z.optional(z.string()),
  steps: z._default(z.record(z.string(), z.catchall(z.object({ after: z.optional(z.int()) }), Words)), {}),
  people: z.array(Person).check(z.minLength(1)),
  /** By cut-off day: figures of the report under its own words, people or yuan. */
  expect: z.record(Day, z.record(z.string(), z.number())),
});

const Ordinary = z.strictObject({
  application: Said,
  family: z.record(z.string(), Said),
  steps: z.record(z.string(), Answer),
});
export type Ordinary = z.infer<typeof Ordinary>;

export type Scenario = z.infer<typeof Scenario> & { readonly ordinary: Ordinary; readonly file: string };

const ORDINARY = new URL('../ordinary.yaml', import.meta.url);

/** @throws {BadScenario} with every fault: its line, the entry, and what may be written there */
export const readScenario = (file: string): Scenario => {
  const ordinary = readYaml(ORDINARY.pathname, readFileSync(ORDINARY, 'utf8'), Ordinary);
  const scenario = readYaml(file, readFileSync(file, 'utf8'), Scenario, (read) => unknownWords(read, ordinary));
  return {
    ...scenario,
    ordinary: { ...ordinary, steps: { ...ordinary.steps, ...merged(ordinary, scenario.steps) } },
    file,
    ...(scenario.union === undefined ? {} : { union: join(dirname(file), scenario.union) }),
  };
};

const merged = ({ steps }: Ordinary, own: z.infer<typeof Scenario>['steps']): Ordinary['steps'] =>
  Object.fromEntries(Object.entries(own).map(([step, words]) => [step, Answer.parse({ ...steps[step], ...words })]));

/** The answers that a step knows, in its own words. */
const answersOf = (step: string): readonly string[] =>
  Object.values(tasks)
    .filter(({ title }) => title.zh === step)
    .flatMap(({ outcomes }) => Object.values(outcomes).map(({ label }) => label.zh));

/** Words that are no step, no answer of it and no relative of anybody: what stands there, and what may. */
const unknownWords = (scenario: z.infer<typeof Scenario>, { steps, family }: Ordinary) => {
  const among = (what: string, words: string, list: readonly string[], path: (string | number)[]) =>
    list.includes(words) ? [] : [{ path, message: `“${words}” is no ${what}. Write one of: ${list.join(' / ')}` }];
  const step = (at: string, path: (string | number)[]) => among('step', at, Object.keys(steps), path);
  return [
    ...Object.keys(scenario.steps).flatMap((at) => step(at, ['steps', at])),
    ...scenario.people.flatMap((person, i) => [
      ...person.but.flatMap(({ at, answer }, j) => {
        const wrong = step(at, ['people', i, 'but', j, 'at']);
        const path = ['people', i, 'but', j, 'answer'];
        const known = answersOf(at);
        // As on a page, the beginning will do where only one answer begins so.
        const means = known.filter((label) => label.startsWith(answer));
        return wrong.length > 0
          ? wrong
          : among(`answer of ${at}`, (means.length === 1 && means[0]) || answer, known, path);
      }),
      ...person.family.flatMap((each, j) =>
        typeof each === 'string' ? among('relative', each, Object.keys(family), ['people', i, 'family', j]) : [],
      ),
    ]),
  ];
};
