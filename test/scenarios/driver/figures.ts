import * as z from 'zod/mini';
import { ends } from '#workflows/hardshipAid/ends';
import { status } from './applicant.ts';
import { openSignedIn } from './officer.ts';
import type { World } from './world.ts';

/** One thing that the scenario says of the end, and what the product says. `rows` are the ids that it comes from. */
export type Figure = {
  readonly name: string;
  readonly value: number | string | undefined;
  readonly expected: number | string;
  readonly rows: readonly string[];
};

const Report = z.object({
  sections: z.array(
    z.object({
      figures: z.array(
        z.object({
          label: z.object({ zh: z.string() }),
          unit: z.string(),
          value: z.number(),
          rows: z.array(z.object({ key: z.string() })),
        }),
      ),
    }),
  ),
});

/** Somebody of the district who may read reports. */
const READER = 'limin@example.org';

/** The figures of the ledger from the first day to a cut-off, under the report's own words; money in yuan. */
const reported = async (world: World, to: string): Promise<Map<string, Pick<Figure, 'value' | 'rows'>>> => {
  await openSignedIn(world, READER, 'admin/reports');
  const text = await world.browserOf(READER).download(`admin/reports.json?from=${world.scenario.start}&to=${to}`);
  const { sections } = Report.parse(JSON.parse(text));
  return new Map(
    sections.flatMap(({ figures }) =>
      figures.map(({ label, unit, value, rows }) => [
        label.zh,
        { value: unit === 'fen' ? value / 100 : value, rows: rows.map(({ key }) => key) },
      ]),
    ),
  );
};

/**
 * What each applicant reads on their status page at the end. Only those who read something else are figures. One after
 * the other: a function that is asked thirty times at once starts thirty processes, where they are all on one machine.
 */
const endings = async ({ applicants }: World): Promise<Figure[]> => {
  const figures: Figure[] = [];
  for (const applicant of applicants) {
    const { words } = await status(applicant);
    const { person, reference = '' } = applicant;
    const is = Object.values(ends).find((end) => words.includes(end.status.zh))?.label.zh ?? '没有结束';
    if (is !== person.ends) figures.push({ name: person.name, value: is, expected: person.ends, rows: [reference] });
  }
  return figures;
};

/** What the ledger says, figure by figure, with the rows behind it, against what the scenario expects. */
export const compare = async (world: World): Promise<readonly Figure[]> => {
  const figures: Figure[] = [];
  for (const [to, expect] of Object.entries(world.scenario.expect)) {
    const report = await reported(world, to);
    for (const [label, expected] of Object.entries(expect)) {
      const { value, rows = [] } = report.get(label) ?? {};
      figures.push({ name: `${to} ${label}`, value, expected, rows });
    }
  }
  return [...figures, ...(await endings(world))];
};
