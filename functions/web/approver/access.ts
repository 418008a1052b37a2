import type { PageRequest } from '#functions/web/request';
import { type SignedIn, signedIn } from '#functions/web/session';
import { getCase } from '#shared/cases/change';
import type { Case } from '#shared/cases/case';
import type { Actor } from '#shared/events/chain';
import { NotFound } from '#shared/faults';
import type { Host } from '#shared/host';
import { CaseId, type PersonId, TaskId } from '#shared/ids';
import type { Pipeline } from '#shared/pipeline';
import { barredBy } from '#shared/tasks/apart';
import type { TaskDefinition } from '#shared/tasks/definition';
import { reach, type Standing, standingOf } from '#shared/tasks/standing';
import { getTask, type Task } from '#shared/tasks/task';
import { pipelineOf, taskOf } from '#workflows/index';

/**
 * How a request comes to a task: by the link of a mail (`/t/{token}`), or by a session (`/tasks/{case}/{task}`). The
 * pages are the same; what a link may not do, it is refused there.
 */
export type Access =
  | { readonly kind: 'notValid' }
  /** The applicant's own: what is asked of them stands on their status page. */
  | { readonly kind: 'applicant' }
  | { readonly kind: 'signIn' }
  | ({ readonly kind: 'task' } & TaskAccess);

export type TaskAccess = {
  /** Where its pages are, without the site's own path. */
  readonly base: `/${string}`;
  readonly byLink: boolean;
  readonly person: PersonId;
  /** Present when this same person is signed in. */
  readonly session: SignedIn | undefined;
  readonly standing: Standing;
  readonly each: Case;
  readonly task: Task;
  readonly pipeline: Pipeline;
  readonly definition: TaskDefinition;
};

export const accessOf = async (request: PageRequest, host: Host): Promise<Access> => {
  const { token, case: caseId, task } = request.params;
  return token === undefined ? bySession(request, host, caseId, task) : byLink(request, host, token);
};

const byLink = async (request: PageRequest, host: Host, token: string): Promise<Access> => {
  const [reached, who] = await Promise.all([reach(host, token), signedIn(request, host)]);
  if (reached.kind === 'notValid') return reached;
  const { link, task, standing } = reached;
  if (link.person === undefined) return { kind: 'applicant' };
  return {
    kind: 'task',
    base: `/t/${token}`,
    byLink: true,
    person: link.person,
    session: who?.person.id === link.person ? who : undefined,
    standing,
    ...(await about(host, task)),
  };
};

const bySession = async (request: PageRequest, host: Host, caseId = '', taskId = ''): Promise<Access> => {
  const who = await signedIn(request, host);
  if (!who) return { kind: 'signIn' };
  const [id, name] = [CaseId.safeParse(caseId), TaskId.safeParse(taskId)];
  if (!id.success || !name.success) return { kind: 'notValid' };
  try {
    const task = await getTask(host.table, id.data, name.data);
    const person = who.person.id;
    const standing = await standingOf(host, task, person);
    const involved = task.asked.includes(person) || standing.kind === 'asked' || standing.kind === 'decidedByYou';
    if (!involved) return { kind: 'notValid' };
    const base = `/tasks/${id.data}/${name.data}` as const;
    return { kind: 'task', base, byLink: false, person, session: who, standing, ...(await about(host, task)) };
  } catch (error) {
    if (error instanceof NotFound) return { kind: 'notValid' };
    throw error;
  }
};

const about = async (host: Host, task: Task) => {
  const pipeline = pipelineOf(task.pipeline);
  return { task, pipeline, definition: taskOf(pipeline, task.name), each: await getCase(host.table, task.caseId) };
};

/** Whoever acts, in the position that the task belongs to. */
export const actorOf = ({ person, task }: Pick<TaskAccess, 'person' | 'task'>): Actor => ({
  kind: 'person',
  person,
  role: task.role,
  unit: task.unit,
});

/** The earlier step that must be kept apart from this one and was decided by the same person, if any. */
export const notApartFrom = ({ definition, each, person }: TaskAccess): string | undefined =>
  barredBy(definition, each, person);
