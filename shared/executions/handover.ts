import { getCase } from '#shared/cases/change';
import type { Host } from '#shared/host';
import { ConditionFailed, NEW, type Write } from '#shared/table/table';
import { Instant } from '#shared/time/instant';
import type { ExecutionDescription, HistoryEvent } from '#shared/workflows';
import { Execution, executionItem, nextLook, started } from './executions.ts';
import { missing, pipelineNameOf, resumedInput, resumedName, standingOf } from './resume.ts';

/**
 * An execution lives a year and writes 25,000 events; a case may live longer. Once a month the sweep looks at each; one
 * that is old or long is stopped where it waits, and another goes on from there. Every step can be made again, so that
 * the next sweep finishes what a crash broke off (shared/decisions/0007-handing-over.md).
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export type Limits = { readonly days: number; readonly events: number };
/** Two months before the end of our machines' own 360 days, and at half of the events. */
export const LIMITS: Limits = { days: 300, events: 12_500 };

const MOST_EVENTS = 25_000;
const DAY_MS = 86_400_000;
/** For what is under way to end: a function runs at most a minute. */
const REST_MS = 5 * 60_000;
export const HANDED_OVER = 'HandedOver';

/** Nothing of the execution runs while these are the last that it wrote: it waits for an answer, a time or a retry. */
const AT_REST = new Set(['TaskSubmitted', 'TaskFailed', 'WaitStateEntered']);
const CLOSING = new Set(['ExecutionAborted', 'ExecutionTimedOut', 'ExecutionFailed']);

/** The newest definition of a pipeline's machine. */
type MachineOf = (pipeline: string) => object | Promise<object>;

/** Looks at an execution that is due, and hands it over when it must be. */
export const lookAfter = async (
  host: Host,
  item: unknown,
  machineOf: MachineOf,
  limits: Limits = LIMITS,
): Promise<void> => {
  const { misses: _, ...execution } = Execution.parse(item);
  const { machine, name, caseId } = execution;
  const now = host.clock.now();
  const found = await host.workflows.describeExecution({ machine, name });
  if (!found && now - execution.startedAt < DAY_MS) return note(host, execution, now + REST_MS); // not to be read yet
  if (!found || (await getCase(host.table, caseId)).closedAt !== undefined) {
    return note(host, { ...execution, ...seen(found), endedAt: Instant.parse(found?.stopDate ?? now) });
  }
  const known = { ...execution, ...seen(found) };
  const [last] = await host.workflows.getExecutionHistory({ machine, name, reverseOrder: true, maxResults: 1 });
  const events = last?.id ?? 0;
  if (found.status === 'RUNNING') {
    const isYoung = now - found.startDate < limits.days * DAY_MS && events < limits.events;
    if (isYoung) return note(host, known, nextLook(caseId, now));
    if (!last || !AT_REST.has(last.type)) return note(host, known, now + REST_MS);
    const stand = standingOf(await host.workflows.getExecutionHistory({ machine, name }));
    const misses = missing(await machineOf(pipelineNameOf(machine)), stand);
    if (misses !== undefined) return note(host, { ...known, misses }, now + DAY_MS);
    const cause = `It goes on as ${successorOf(execution).name}.`;
    await host.workflows.stopExecution({ machine, name, error: HANDED_OVER, cause });
    return goOn(host, known, machineOf);
  }
  // What was stopped half way, what outlived its time while the host stood still, what wrote too much between two looks.
  const isOurs = found.status === 'ABORTED' && found.error === HANDED_OVER;
  if (isOurs || found.status === 'TIMED_OUT' || events >= MOST_EVENTS) return goOn(host, known, machineOf);
  await note(host, known, nextLook(caseId, now)); // failed, or stopped by an operator: it may be redriven
};

const seen = (found: ExecutionDescription | undefined): Partial<Execution> =>
  found ? { startedAt: Instant.parse(found.startDate), ...(found.version !== '' && { version: found.version }) } : {};

/** By its number alone: whoever tries again tries the same name. */
const successorOf = ({ caseId, n, machine }: Execution) => ({
  caseId,
  n: n + 1,
  machine: resumedName(pipelineNameOf(machine)),
  name: `${caseId}-${n + 1}`,
});

/** From the history of an execution that is closed, which does not change any more. */
const goOn = async (host: Host, execution: Execution, machineOf: MachineOf): Promise<void> => {
  const { machine, name, caseId } = execution;
  const now = host.clock.now();
  const history = await host.workflows.getExecutionHistory({ machine, name });
  const end = history.at(-1);
  if (!end || !CLOSING.has(end.type)) return note(host, execution, now + REST_MS); // not all of it can be read yet
  if (wasBusy(history) && now - end.timestamp < REST_MS) return note(host, execution, end.timestamp + REST_MS);
  const stand = standingOf(history);
  const misses = missing(await machineOf(pipelineNameOf(machine)), stand);
  if (misses !== undefined) return note(host, { ...execution, misses }, now + DAY_MS);
  const next = successorOf(execution);
  await host.workflows.startExecution({ ...next, input: resumedInput(caseId, stand) });
  const ended = executionItem({ ...execution, endedAt: Instant.parse(end.timestamp) });
  await onlyOnce(host, [
    { put: ended, if: OPEN },
    { put: started(host, next), if: NEW },
  ]);
};

/** A function was under way when the execution was closed. It may still write, with a token that nobody waits for. */
const wasBusy = (history: readonly HistoryEvent[]): boolean => {
  const before = history.findLast(({ type }) => !CLOSING.has(type));
  return before !== undefined && !AT_REST.has(before.type);
};

/** @param at when to look again; never where it is absent */
const note = (host: Pick<Host, 'table'>, execution: Execution, at?: number): Promise<void> =>
  onlyOnce(host, [{ put: executionItem(execution, at), if: OPEN }]);

const OPEN = { equal: { kind: 'execution' }, absent: ['endedAt'] };

/** Two sweeps that look at the same moment write the same. */
const onlyOnce = async ({ table }: Pick<Host, 'table'>, writes: readonly Write[]): Promise<void> => {
  try {
    await table.transact(writes);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
};
