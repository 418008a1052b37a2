import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import type { Scenario } from '#test/scenarios/driver/scenario';
import { readYaml } from '#test/scenarios/driver/yaml';

/** Campaigns as a clerk writes them: what is planned, who is served, what goes otherwise, what the ledger says then. */
const Day = z.iso.date();
const Yuan = z.number().check(z.gte(0));

const Campaign = z.strictObject({
  title: z.string(),
  type: z.string(),
  starts: Day,
  /** The festival, in the words of the plan; none where nothing is said. */
  festival: z._default(z.string(), '不是法定节日福利'),
  day: Day,
  fund: z.string(),
  for: z.array(z.string()),
  /** Goods, or money where there are none. */
  goods: z.optional(z.string()),
  standard: Yuan,
  budget: Yuan,
  /** What the goods came to; money comes to what is paid. */
  invoice: z.optional(Yuan),
  people: z.int().check(z.gte(1)),
  /** Over how many enterprises they are spread; each a household of its own where nothing is said. */
  enterprises: z.optional(z.int()),
  /** Sets bought beyond one for each, returned afterwards. */
  spare: z._default(z.int(), 0),
  unions: z.optional(z.array(z.string())),
  /** A register of these people, and how many more stand on it. */
  register: z.optional(z.string()),
  deceased: z._default(z.int(), 0),
  /** What the first union says of each account that the bank refuses: of its first people, in their order. */
  refused: z._default(z.array(z.enum(['更正账户', '账户无误，再试一次', '没有可用账户'])), []),
  leaders: z._default(z.array(z.string()), ['王红', '张强']),
});
export type Campaign = z.infer<typeof Campaign>;

const Campaigns = z.strictObject({
  title: z.string(),
  start: Day,
  until: Day,
  seed: z._default(z.union([z.string(), z.int()]), 1),
  campaigns: z.array(Campaign).check(z.minLength(1)),
  expect: z.record(Day, z.record(z.string(), z.number())),
  /** What the report's sentence must hold, and what it must not. */
  says: z._default(z.array(z.string()), []),
  saysNot: z._default(z.array(z.string()), []),
});
export type Campaigns = z.infer<typeof Campaigns> & { readonly file: string };

export const isCampaigns = (file: string): boolean => /^campaigns:/m.test(readFileSync(file, 'utf8'));

/** @throws {BadScenario} with every fault: its line, the entry, and what may be written there */
export const readCampaigns = (file: string): Campaigns => ({
  ...readYaml(file, readFileSync(file, 'utf8'), Campaigns),
  file,
});

/** What the driver of applicants needs to know of it: nobody applies. */
export const asScenario = ({ title, start, until, seed, expect, file }: Campaigns): Scenario => ({
  title,
  start,
  until,
  seed,
  steps: {},
  people: [],
  expect,
  ordinary: { application: {}, family: {}, steps: {} },
  file,
});
