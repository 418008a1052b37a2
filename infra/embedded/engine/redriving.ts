import type { Store } from '#infra/embedded/sqlite';
import type { ExecutionStatus } from '#shared/workflows';
import { arnOf, type Execution, type Thread } from './execution.ts';
import { ExecutionDoesNotExist, ExecutionNotRedrivable } from './failure.ts';
import type { Lanes } from './running/lanes.ts';
import { LONGEST_MS } from './starting.ts';
import { append, MOST_EVENTS, type Turn } from './states/turn.ts';

const OLDEST_MS = 14 * 86_400_000;

export interface Redriving {
  /**
   * Goes on where an execution failed, timed out or was stopped: states that were done stay done.
   *
   * @throws {ExecutionDoesNotExist} {ExecutionNotRedrivable} when it runs, has succeeded, or closed over 14 days ago
   * @see https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
   */
  redriveExecution(which: { machine: string; name: string }): Promise<{ redriveDate: number }>;
}

/**
 * Why an execution cannot be redriven, in AWS's words; undefined when it can.
 *
 * @param stopped, now milliseconds since 1970
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html (redriveStatusReason)
 */
export const notRedrivable = (
  { status, stopped, events }: { status: ExecutionStatus; stopped: number | undefined; events: number },
  now: number,
): string | undefined => {
  if (!['FAILED', 'TIMED_OUT', 'ABORTED'].includes(status)) return `Execution is ${status} and cannot be redriven`;
  if (now - (stopped ?? now) > OLDEST_MS) return 'Execution redrivable period exceeded';
  if (events >= MOST_EVENTS - 1) return 'Execution history event limit exceeded';
  return undefined;
};

const resume = (thread: Thread, execution: Execution) => {
  const hasChildren = [...execution.threads.values()].some(({ parent }) => parent === thread.id);
  thread.waiting = thread.unentered ? 'enter' : hasChildren ? 'children' : 'attempt';
  thread.retries = [];
  thread.retried = 0;
  delete thread.unentered;
};

export const redriving = ({ db }: Store, lanes: Lanes): Redriving => {
  const find = db.prepare('SELECT id, status, stopped FROM sfn_executions WHERE machine = ? AND name = ?');
  return {
    async redriveExecution({ machine, name }) {
      const arn = arnOf('execution', `${machine}:${name}`);
      const found = find.get(machine, name);
      if (!found) throw new ExecutionDoesNotExist(arn);
      let redriveDate = 0;
      await lanes.act(Number(found['id']), (turn: Turn) => {
        const { execution } = turn;
        const at = turn.now();
        redriveDate = at;
        const { status, lastEvent: events } = execution;
        const reason = notRedrivable({ status, stopped: Number(found['stopped']), events }, at);
        if (reason !== undefined) throw new ExecutionNotRedrivable(`Execution Not Redrivable: '${arn}': ${reason}`);
        const { TimeoutSeconds: limit = Infinity } = execution.version.definition;
        execution.status = 'RUNNING';
        execution.redrives += 1;
        execution.due = at + Math.min(limit * 1_000, LONGEST_MS);
        turn.changes.redriven = { at, due: execution.due };
        const event = append(turn, execution.lastEvent, 'ExecutionRedriven', {
          executionRedrivenEventDetails: { redriveCount: execution.redrives },
        });
        for (const thread of execution.threads.values()) {
          turn.changes.threads.add(thread);
          if (thread.waiting === 'stopped') resume(thread, execution);
          if (thread.waiting !== 'children' && thread.waiting !== 'done') thread.last = event;
        }
      });
      return { redriveDate };
    },
  };
};
