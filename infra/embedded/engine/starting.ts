import type { Store } from '#infra/embedded/sqlite';
import type { Workflows } from '#shared/workflows';
import type { Execution } from './execution.ts';
import { ExecutionAlreadyExists } from './failure.ts';
import type { Lanes } from './lanes.ts';
import type { Machines } from './machines.ts';
import { append, close, threadAt, type Turn } from './turn.ts';

const recorded = (turn: Turn, inputText: string) => {
  append(turn, 0, 'ExecutionStarted', {
    executionStartedEventDetails: {
      input: inputText,
      inputDetails: { truncated: false },
      roleArn: 'arn:aws:iam::000000000000:role/embedded',
    },
  });
  const { id, machine, name, version, started, due } = turn.execution;
  turn.changes.started = { id, machine, name, version: version.hash, input: inputText, started, due: due ?? null };
};

const LONGEST_MS = 365 * 86_400_000; // as long as an execution lives on AWS

/** Starts and stops executions. */
export const starting = (
  { db }: Store,
  { lanes, machines, now }: { lanes: Lanes; machines: Machines; now: () => number },
): Pick<Workflows, 'startExecution' | 'stopExecution'> => {
  const find = db.prepare('SELECT id, input, status FROM sfn_executions WHERE machine = ? AND name = ?');
  let lastId = Number(db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'sfn_executions'").get()?.['seq'] ?? 0);

  /** Starts that are not on disk yet: a second one by the same name is the same start. */
  const underway = new Map<string, { text: string; done: Promise<void> }>();

  const begin = (machine: string, name: string, input: unknown): Execution => {
    const version = machines.current(machine);
    const started = now();
    const { TimeoutSeconds: limit = Infinity } = version.definition;
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
      threads: new Map([[0, threadAt(0, version.definition.StartAt, input, { index: 0, last: 0 })]]),
    };
  };

  return {
    startExecution({ machine, name, input }) {
      const text = JSON.stringify(input ?? {});
      const key = `${machine}\n${name}`;
      const same = (other: unknown) => {
        if (other !== text) throw new ExecutionAlreadyExists(`Execution Already Exists: '${name}'`);
      };
      const start = async () => {
        const before = underway.get(key);
        if (before) return (same(before.text), before.done);
        const found = find.get(machine, name);
        if (found) return same(found['input']);
        const execution = begin(machine, name, JSON.parse(text));
        const done = lanes.act(execution.id, (turn) => recorded(turn, text), execution);
        underway.set(key, { text, done });
        await done.finally(() => underway.delete(key));
      };
      return start();
    },
    async stopExecution({ machine, name, error, cause }) {
      const found = find.get(machine, name);
      if (!found || found['status'] !== 'RUNNING') return;
      await lanes.act(Number(found['id']), (turn) => {
        if (turn.execution.status !== 'RUNNING') return;
        const root = turn.execution.threads.get(0);
        const previous = root?.last ?? turn.execution.lastEvent;
        append(turn, previous, 'ExecutionAborted', { executionAbortedEventDetails: { error, cause } });
        close(turn, { status: 'ABORTED', error, cause });
      });
    },
  };
};
