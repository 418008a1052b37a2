import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { Exception } from '../driver/scenario.ts';
import { readYaml } from '../driver/yaml.ts';

/** An inspection as a clerk writes it: the units, what each has to answer for, what comes back when, and the figures. */
const Day = z.iso.date();
const Yuan = z.number().check(z.gte(0));

const Unit = z.strictObject({
  unit: z.string(),
  members: z._default(z.int(), 60),
  /** What it has to pay back, by the check that it is about. */
  over: z._default(z.record(z.string(), Yuan), {}),
  /** What comes back, by its day. */
  pays: z._default(z.record(Day, Yuan), {}),
  /** Whether it puts its problems right and has them verified; money is another matter. */
  submits: z._default(z.boolean(), true),
  /** Whether it answers at all. */
  reports: z._default(z.boolean(), true),
  /** What somebody answers otherwise; the first entry for a task holds for the first time that it is asked. */
  but: z._default(z.array(Exception), []),
});
export type Unit = z.infer<typeof Unit>;

const FIGURES = ['自查单位', '有问题单位', '已整改单位', '清退金额'] as const;
export const FigureName = z.enum(FIGURES);

const Scenario = z.strictObject({
  title: z.string(),
  inspection: z.strictObject({
    name: z.string(),
    notice: z.string(),
    from: Day,
    to: Day,
    launched: Day,
    /** How many of the units are visited, per cent. A lot decides among those of equal risk, each time another. */
    visits: z._default(z.int().check(z.gte(1), z.lte(100)), 20),
  }),
  start: Day,
  until: Day,
  units: z.array(Unit).check(z.minLength(1)),
  /** By cut-off day. */
  expect: z.record(Day, z.partialRecord(FigureName, z.number())),
});
export type InspectionScenario = z.infer<typeof Scenario>;

/** @throws {BadScenario} with every fault and its line */
export const readInspection = (file: string): InspectionScenario =>
  readYaml(file, readFileSync(file, 'utf8'), Scenario);

/** Tells the two kinds of scenario apart before either is read. */
export const isInspection = (file: string): boolean => /^inspection:/m.test(readFileSync(file, 'utf8'));
