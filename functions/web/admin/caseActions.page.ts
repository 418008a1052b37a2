import type { Page } from '#functions/page';
import { type PageResponse, redirect } from '#functions/web/respond';
import { getCase } from '#shared/cases/change';
import { reveal } from '#shared/cases/reveal';
import { Forbidden } from '#shared/faults';
import type { TaskId } from '#shared/ids';
import { policyOf } from '#shared/pipeline';
import { askAgain, mailAgain } from '#shared/tasks/again';
import { getTask } from '#shared/tasks/task';
import { reassign } from '#shared/tasks/reassign';
import { civilDate } from '#shared/time/civil';
import { pipelineOf, taskOf } from '#workflows/index';
import type { Case } from '#shared/cases/case';
import { candidates } from './case/candidates.ts';
import { caseOf } from './case/load.ts';
import { forOfficers, type Visit } from './console.ts';
import { actorIn, needRole, positionFor, STEERS } from './officer.ts';

/** What an admin does about a case: each with a reason, each an event. Nothing here edits an execution. */
const REASON_CHARS = 200;

type Acting = {
  readonly each: Case;
  readonly task: TaskId | undefined;
  readonly reason: string;
  readonly by: ReturnType<typeof actorIn>;
};

/** An action on the open task, for whoever looks after the district's workflows. */
const act = (
  action: string,
  run: (visit: Visit, acting: Acting & { task: TaskId }) => Promise<string | undefined>,
): Page =>
  forOfficers(async (visit) => {
    const each = await caseOf(visit);
    const by = actorIn(visit.officer, needRole(visit.officer, ...STEERS));
    const reason = reasonIn(visit, action);
    const { task } = await getCase(visit.host.table, each.id);
    if (task === undefined) return backTo(visit, each, 'done=already');
    const done = reason === '' ? undefined : await run(visit, { each, task, reason, by });
    return backTo(visit, each, done === undefined ? `act=${action}&missing=1` : `done=${done}`, done === undefined);
  });

/** Each form has a name of its own for it: all of them stand on one page. */
const reasonIn = ({ request }: Visit, action: string): string =>
  [...(request.form.get(`${action}Reason`) ?? '').trim()].slice(0, REASON_CHARS).join('');

const backTo = ({ host }: Visit, each: Case, query: string, toForm = false): PageResponse =>
  redirect(host.site, `/admin/cases/${each.id}?${query}${toForm ? '#actions' : ''}`);

export const resend = act('resend', async ({ host }, { each, task, ...why }) =>
  (await mailAgain(host, each.id, task, why)) ? 'resent' : 'already',
);

export const reopen = act('reopen', async ({ host }, { each, task, ...why }) => {
  const pipeline = pipelineOf(each.pipeline);
  const definition = taskOf(pipeline, task.split('.')[0] ?? '');
  const { values } = await policyOf(host.table, pipeline, civilDate(host.clock.now()));
  const days = values.days[definition.days] ?? 1;
  return (await askAgain(host, each.id, task, { ...why, definition, days })) ? 'reopened' : 'already';
});

/** To a person, or to all who hold a position: they are asked instead of everybody before. */
export const passOn = act('reassign', async ({ request, host }, { each, task, by, reason }) => {
  const open = await getTask(host.table, each.id, task);
  const definition = taskOf(pipelineOf(each.pipeline), open.name);
  const chosen = (await candidates(host, each, definition, open)).find(({ value }) => value === request.form.get('to'));
  if (!chosen) return undefined;
  const [first, ...others] = open.asked;
  const answer = await reassign(host, each.id, task, { ...(first && { from: first }), to: chosen.people, by, reason });
  for (const from of others) await reassign(host, each.id, task, { from, to: [], by, reason });
  return answer.kind === 'reassigned' ? 'reassigned' : 'already';
});

/** POST /admin/cases/{case}/reveal: for anybody who sees the case, with a reason. */
export const revealCase: Page = forOfficers(async (visit) => {
  const each = await caseOf(visit);
  const position = positionFor(visit.officer, each);
  if (!position) throw new Forbidden('Holds no position here');
  const reason = reasonIn(visit, 'reveal');
  if (reason !== '') await reveal(visit.host, each.id, actorIn(visit.officer, position), reason);
  return redirect(visit.host.site, `/admin/cases/${each.id}`);
});
