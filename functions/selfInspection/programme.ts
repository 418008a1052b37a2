import * as z from 'zod/mini';
import { type Case, casePk } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { openCase } from '#shared/cases/open';
import type { Actor } from '#shared/events/chain';
import type { Host } from '#shared/host';
import { CaseId, UnitId } from '#shared/ids';
import { policyOn } from '#shared/policy/policy';
import { all, NEW, prefix, type Table } from '#shared/table/table';
import { CivilDate, civilDate } from '#shared/time/civil';
import { selfInspection } from '#workflows/selfInspection/index';
import { type Policy, Policy as Shape, shipped } from '#workflows/selfInspection/policy';

/** What a programme is about, as it was drawn up; its units' parts carry a copy. */
export const About = z.object({
  /** The notice that orders it. */
  noticeNo: z.string(),
  /** The period whose spending is inspected. */
  from: CivilDate,
  to: CivilDate,
  /** The version of the checklist that is asked. */
  checklistFrom: CivilDate,
  briefedOn: CivilDate,
});
export type About = z.infer<typeof About>;

export const aboutOf = ({ facts }: Pick<Case, 'facts'>): About => About.parse(facts['about']);
export const programmeOf = ({ facts }: Pick<Case, 'facts'>): CaseId => CaseId.parse(facts['programme']);

export const policyFor = async (table: Table, on: CivilDate): Promise<Policy> =>
  (await policyOn(table, 'selfInspection', { shape: Shape, shipped }, on)).values;

const UNITS_PER_ITEM = 500;

/** Every programme there was, by the day on which it was drawn up: few, for reports. */
export const PROGRAMMES = 'PROGRAMMES';

/** Draws a programme up: the vice chair launches it. @returns its id */
export const openProgramme = async (
  host: Host,
  {
    title,
    about,
    units,
    district,
    by,
    lang,
  }: {
    title: string;
    about: About;
    units: readonly UnitId[];
    district: UnitId;
    by: Actor;
    lang: Case['lang'];
  },
): Promise<CaseId> =>
  openCase(host, {
    pipeline: selfInspection.selfInspection,
    title,
    union: district,
    lang,
    by,
    values: about,
    facts: { about, units: units.length, issued: 0, told: 0 },
    also: (id) => [
      { put: { pk: PROGRAMMES, sk: `${civilDate(host.clock.now())}#${id}`, id }, if: NEW },
      ...Array.from({ length: Math.ceil(units.length / UNITS_PER_ITEM) }, (_, i) => ({
        put: {
          pk: casePk(id),
          sk: `SCOPE#${String(i).padStart(4, '0')}`,
          units: units.slice(i * UNITS_PER_ITEM, (i + 1) * UNITS_PER_ITEM),
        },
        if: NEW,
      })),
    ],
  });

const Scope = z.object({ units: z.array(UnitId) });

/** The units that a programme is issued to, in the order of issue. */
export const scopeOf = async (table: Table, programme: CaseId): Promise<UnitId[]> =>
  (await all(table, { pk: casePk(programme), ...prefix('SCOPE#') })).flatMap((item) => Scope.parse(item).units);

export const progressOf = async (table: Table, programme: CaseId, name: 'issued' | 'told'): Promise<number> =>
  Number((await getCase(table, programme)).facts[name] ?? 0);
