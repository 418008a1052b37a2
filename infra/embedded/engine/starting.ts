import type { Store } from '#infra/embedded/sqlite';
import type { Workflows } from '#shared/workflows';
import { arnOf, isName, type Execution } from './execution.ts';
import { ExecutionAlreadyExists, InvalidExecutionInput, InvalidName } from './failure.ts';
import type { Lanes } from './running/lanes.ts';
import { isTooLarge, LARGEST_BYTES } from './states/leave.ts';
import type { Machines } from './definition/machines.ts';
import { append, close, threadAt, type Turn } from './states/turn.ts';

export type Start = { machine: string; name: string; input: unknown; awaitedBy?: string; version?: string };

export interface Starting extends Pick<Workflows, 'startExecution' | 'stopExecution'> {
  /** @returns when it was started, in milliseconds since 1970 */
  start(start: Start): Promise<number>;
}

export const LONGEST_MS = 365 * 86_400_000; // as long as an execution lives on AWS

const recorded = (turn: Turn, input: string) => {
  append(turn, 0, 'ExecutionStarted', {
    executionStartedEventDetails: {
      input,
      inputDetails: { truncated: false },
      roleArn: 'arn:aws:iam::000000000000:role/embedded',
    },
  });
  const { id, machine, name, version, started, due = null, awaitedBy } = turn.execution;
  turn.changes.started = { id, machine, name, version: version.hash, input, started, due, awaitedBy };
};

/** Starts and stops executions. */
export const starting = (
  { db }: Store,
  { lanes, machines, now }: { lanes: Lanes; machines: Machines; now: () => number },
): Starting => {
  const find = db.prepare(
    'SELECT id, input, status, started, awaited_by FROM sfn_executions WHERE machine = ? AND name = ?',
  );
  let lastId = Number(db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'sfn_executions'").get()?.['seq'] ?? 0);

  const begin = ({ machine, name, input, awaitedBy, version: hash }: Start): Execution => {
    const version = hash === undefined ? machines.current(machine) : machines.version(hash);
    const started = now();
    const { TimeoutSeconds: limit = Infinity, StartAt } = version.definition;
    return {
      id: (lastId += 1),
      machine,
      name,
      version,
      input,
      started,
      status: 'RUNNING',
      due: started + Math.min(limit * 1_000, LONGEST_MS),
      lastEvent: 0,
      nextThread: 1,
      redrives: 0,
      awaitedBy: awaitedBy ?? null,
      threads: new Map([[0, threadAt(0, StartAt, input, { index: 0, last: 0 })]]),
    };
  };

  /** Starts that are not on disk yet: a second one by the same name is the same start. */
  const underway = new Map<string, { text: string; done: Promise<number> }>();

  const start = async (given: Start): Promise<number> => {
    const { machine, name, input, awaitedBy } = given;
    const text = JSON.stringify(input ?? {});
    if (!isName(name)) throw new InvalidName(`Invalid Name: '${name}'`);
    if (isTooLarge(text))
      throw new InvalidExecutionInput(`Invalid State Machine Execution Input: more than ${LARGEST_BYTES} bytes`);
    const key = `${machine}\n${name}`;
    const refuseOther = (other: unknown) => {
      if (other !== text)
        throw new ExecutionAlreadyExists(`Execution Already Exists: '${arnOf('execution', `${machine}:${name}`)}'`);
    };
    const before = underway.get(key);
    if (before) {
      refuseOther(before.text);
      return before.done;
    }
    const found = find.get(machine, name);
    if (found) {
      refuseOther(found['input']);
      if (awaitedBy !== undefined && found['awaited_by'] !== awaitedBy) {
        // One that closed, or that another state waits for, would never report to this one.
        if (found['status'] !== 'RUNNING' || found['awaited_by'] !== null) refuseOther(undefined);
        await lanes.act(Number(found['id']), (turn) => {
          if (turn.execution.status !== 'RUNNING') refuseOther(undefined);
          turn.execution.awaitedBy = awaitedBy;
          turn.changes.awaited = awaitedBy;
        });
      }
      return Number(found['started']);
    }
    const execution = begin({ ...given, input: JSON.parse(text) });
    const done = lanes.act(execution.id, (turn) => recorded(turn, text), execution).then(() => execution.started);
    underway.set(key, { text, done });
    try {
      return await done;
    } finally {
      underway.delete(key);
    }
  };

  return {
    start,
    async startExecution(given) {
      await start(given);
    },
    async stopExecution({ machine, name, error, cause }) {
      const found = find.get(machine, name);
      if (!found || found['status'] !== 'RUNNING') return;
      await lanes.act(Number(found['id']), (turn) => {
        if (turn.execution.status !== 'RUNNING') return;
        const words = { ...(error !== '' && { error }), ...(cause !== '' && { cause }) };
        append(turn, 0, 'ExecutionAborted', { executionAbortedEventDetails: words });
        close(turn, { status: 'ABORTED', ...words });
      });
    },
  };
};
