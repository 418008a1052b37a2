import { step } from '#functions/step';
import type { Case } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { readForm } from '#shared/cases/forms';
import { type DayList, dayLists, toVisit, writeList } from '#shared/coverage/lists';
import { peopleOf } from '#shared/coverage/recipients';
import { SYSTEM } from '#shared/events/chain';
import type { Host } from '#shared/host';
import { type CaseId, PersonId, UnitId } from '#shared/ids';
import { organisation } from '#shared/people/organisation';
import type { Json } from '#shared/table/table';
import { decideTask, openTaskOf } from '#shared/tasks/decide';
import { openParts, type Part } from '#shared/tasks/openParts';
import { contract } from '#workflows/festivalCondolence/contract';
import { share } from '#workflows/festivalCondolence/sharing';
import { tasks } from '#workflows/festivalCondolence/tasks';
import { chairsOf } from './call.ts';
import { rulesFor } from './campaign.ts';

/** Lists that are written together; a transaction takes a hundred. */
const AT_ONCE = 50;

/** Shares out whoever is still to be visited, and asks each team leader for their list. */
export const dispatch = step(contract.dispatch, async ({ caseId, task, part, entered, taskToken }, host) => {
  const each = await getCase(host.table, caseId);
  const { values } = await rulesFor(host, each);
  const asked = await partsFor(host, each, await listsFor(host, each, entered));
  await openParts(
    host,
    { caseId, name: task, definition: tasks.visits, days: values.days['visits'] ?? 15, entered, taskToken },
    { name: part, definition: tasks[part], days: values.days[part] ?? 15, asked },
  );
  if (asked.length === 0) await answerAlone(host, caseId);
  return {};
});

/** Nobody is left to be visited: the visits are over before they begin. */
const answerAlone = async (host: Host, caseId: CaseId): Promise<void> => {
  const whole = await openTaskOf(host, caseId);
  if (whole?.name !== 'visits') return;
  const answer = { definition: tasks.visits, by: SYSTEM, outcome: 'answered', sensitive: () => true };
  await decideTask(host, { caseId, task: whole.id, ...answer });
};

/** The lists are made once for each entry of the state: people who are visited meanwhile change none of them. */
const listsFor = async (host: Host, each: Case, entered: string): Promise<DayList[]> => {
  const made = (await dayLists(host.table, each.id)).filter((list) => list.entered === entered);
  if (made.length > 0 && made.length === (made[0]?.of ?? made.length)) return made;
  const planned = await readForm(host, each, 'visitPlan');
  const { rows, imports } = await toVisit(host.table, peopleOf(each));
  const cutOut =
    planned?.values['byUnion'] === true ? await byUnion(host, rows) : byTeam(rows, planned?.values['leaders']);
  const lists = cutOut.map((list): DayList => {
    const units = new Set(list.segments.map(({ unit }) => unit));
    const ofThese = Object.fromEntries(Object.entries(imports).filter(([unit]) => units.has(unit)));
    return { ...list, entered, imports: ofThese, of: cutOut.length };
  });
  // Broken off among them, it makes the same ones again: nobody has been asked yet.
  for (let i = 0; i < lists.length; i += AT_ONCE)
    await host.table.transact(lists.slice(i, i + AT_ONCE).map((list) => writeList(each.id, list)));
  return lists;
};

type Cut = Pick<DayList, 'subject' | 'leader' | 'people' | 'segments' | 'union'>;
type Rows = Awaited<ReturnType<typeof toVisit>>['rows'];

const byTeam = (rows: Rows, chosen: Json | undefined): Cut[] => {
  const leaders = Array.isArray(chosen) ? chosen.map(String) : [];
  return share(rows, leaders.length).flatMap(({ people, segments }, i): Cut[] => {
    const leader = leaders[i];
    return leader === undefined || people === 0 ? [] : [{ subject: `team-${i + 1}`, leader, people, segments }];
  });
};

/** Each union hands out to its own: a list for whoever answers for it. */
const byUnion = (host: Host, rows: Rows): Promise<Cut[]> =>
  Promise.all(
    [...rows].map(async ([unit, some]): Promise<Cut> => {
      const { people } = await chairsOf(host, UnitId.parse(unit));
      const segments = [{ unit, from: some[0] ?? 0, to: some.at(-1) ?? 0 }];
      return { subject: `union-${unit}`, union: unit, leader: people[0] ?? '', people: some.length, segments };
    }),
  );

const partsFor = async (host: Host, each: Case, lists: readonly DayList[]): Promise<Part[]> => {
  const positions = lists.some(({ union }) => union === undefined) ? await organisation(host.table).positions() : [];
  const parts = lists.map(async ({ leader, subject, union }): Promise<Part> => {
    if (union !== undefined) return { ...(await chairsOf(host, UnitId.parse(union))), subject };
    const place = positions.find(({ holders, deputies }) => [...holders, ...deputies].some((id) => id === leader));
    const role = place?.role ?? 'caseOfficer';
    return { role, unit: place?.unit ?? each.district, people: [PersonId.parse(leader)], named: true, subject };
  });
  return Promise.all(parts);
};
