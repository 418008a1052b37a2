import { type Change, changeCase } from '#shared/cases/change';
import { SYSTEM } from '#shared/events/chain';
import type { Host } from '#shared/host';
import { type CaseId, TaskId } from '#shared/ids';
import { getTask, type Task, taskItem, unmoved } from './task.ts';
import { woken } from './wake.ts';

/** What becomes of the parts of one question that was put to many at once (openParts.ts). */

/** So many parts are taken back in one transaction, which holds a hundred writes. */
const AT_ONCE = 48;

/** What follows when a part has been answered: nothing but a smaller count, until the last one answers the whole. */
export const partAnswered = async (
  host: Pick<Host, 'table' | 'clock'>,
  part: Task,
): Promise<Required<Pick<Change, 'set' | 'also' | 'messages'>>> => {
  const nothing = { set: {}, also: [], messages: [] };
  const whole = part.partOf === undefined ? undefined : await getTask(host.table, part.caseId, part.partOf);
  if (!whole?.parts || whole.status !== 'open') return nothing;
  const parts = { ...whole.parts, open: whole.parts.open - 1 };
  if (parts.open > 0) return { ...nothing, also: [{ put: taskItem({ ...whole, parts }), if: unmoved(whole) }] };
  const outcome = 'answered';
  const decided: Task = { ...whole, parts, status: 'decided', outcome, decidedBy: SYSTEM, decidedAt: host.clock.now() };
  const { set, messages } = woken(whole, { outcome });
  return { set, also: [{ put: taskItem(decided), if: unmoved(whole) }], messages };
};

/** The parts of a whole, in the order in which they were asked. */
export const partsOf = async (host: Pick<Host, 'table'>, { caseId, parts }: Task): Promise<Task[]> => {
  const ids = Array.from({ length: parts?.count ?? 0 }, (_, i) => `${parts?.name}.${(parts?.first ?? 1) + i}`);
  return Promise.all(ids.map((id) => getTask(host.table, caseId, TaskId.parse(id))));
};

/** Takes back what nobody answered: the whole went on without it. */
export const cancelParts = async (host: Host, caseId: CaseId, id: TaskId): Promise<void> => {
  const open = (await partsOf(host, await getTask(host.table, caseId, id))).filter(({ status }) => status === 'open');
  for (let i = 0; i < open.length; i += AT_ONCE) {
    const some = open.slice(i, i + AT_ONCE);
    await changeCase(host, caseId, async () => {
      const now = await Promise.all(some.map((task) => getTask(host.table, caseId, task.id)));
      const still = now.filter(({ status }) => status === 'open');
      if (still.length === 0) return undefined;
      return {
        event: { type: 'partsCancelled', by: SYSTEM, data: { of: id, tasks: still.map((task) => task.id) } },
        also: still.map((task) => ({
          put: taskItem({ ...task, status: 'cancelled' as const }),
          if: { equal: { status: 'open' } },
        })),
      };
    });
  }
};
