import { step } from '#functions/step';
import type { Case } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { readForm } from '#shared/cases/forms';
import { type DayList, dayLists, toVisit, writeList } from '#shared/coverage/lists';
import { peopleOf } from '#shared/coverage/recipients';
import { SYSTEM } from '#shared/events/chain';
import type { Host } from '#shared/host';
import { type CaseId, PersonId } from '#shared/ids';
import { organisation } from '#shared/people/organisation';
import { decideTask, openTaskOf } from '#shared/tasks/decide';
import { openParts, type Part } from '#shared/tasks/parts';
import { contract } from '#workflows/festivalCondolence/contract';
import { share } from '#workflows/festivalCondolence/sharing';
import { tasks } from '#workflows/festivalCondolence/tasks';
import { rulesFor } from './campaign.ts';

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
  if (made.length > 0) return made;
  const planned = await readForm(host, each, 'visitPlan');
  const chosen = planned?.values['leaders'];
  const leaders = Array.isArray(chosen) ? chosen.map(String) : [];
  const { rows, imports } = await toVisit(host.table, peopleOf(each));
  const lists = share(rows, leaders.length).flatMap(({ people, segments }, i): DayList[] => {
    const leader = leaders[i];
    const subject = `team-${i + 1}`;
    return leader === undefined || people === 0 ? [] : [{ subject, entered, leader, people, segments, imports }];
  });
  if (lists.length > 0) await host.table.transact(lists.map((list) => writeList(each.id, list)));
  return lists;
};

const partsFor = async (host: Host, each: Case, lists: readonly DayList[]): Promise<Part[]> => {
  const positions = await organisation(host.table).positions();
  return lists.map(({ leader, subject }) => {
    const place = positions.find(({ holders, deputies }) => [...holders, ...deputies].some((id) => id === leader));
    const role = place?.role ?? 'caseOfficer';
    return { role, unit: place?.unit ?? each.district, people: [PersonId.parse(leader)], named: true, subject };
  });
};
