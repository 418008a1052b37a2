import type { Store } from '#infra/embedded/sqlite';
import { arnOf, type Execution } from '../execution.ts';
import { FunctionError } from '../failure.ts';
import type { Lanes } from './lanes.ts';
import { statusOf } from '../rows.ts';
import { answered, failed, isAwaited, succeeded } from '../states/settle.ts';
import type { Starting } from '../starting.ts';
import type { ChildCall, Invocation, Turn } from '../states/turn.ts';

/** `awaited_by` of a child names the attempt that waits for it, until that attempt has been told. */
const awaiting = ({ execution, thread, attempt }: Omit<Invocation, 'call'>) => `${execution}.${thread}.${attempt}`;

const startedOf = ({ machine, name, started }: Pick<Execution, 'machine' | 'name' | 'started'>) => ({
  ExecutionArn: arnOf('execution', `${machine}:${name}`),
  StartDate: new Date(started).toISOString(),
});

/** Executions that were started by a state of another one. */
export const children = ({ db }: Store, starting: Starting, lanes: () => Lanes) => {
  const find = db.prepare('SELECT * FROM sfn_executions WHERE id = ?');
  const awaited = db.prepare(
    "SELECT id FROM sfn_executions WHERE awaited_by IS NOT NULL AND awaited_by NOT LIKE 'run %'",
  );
  const awaitedBy = db.prepare("SELECT machine, name FROM sfn_executions WHERE awaited_by = ? AND status = 'RUNNING'");

  /** Tells the one that waits how the child ended, and in the same commit that it has been told. */
  const report = async (id: number) => {
    const child = find.get(id);
    const [execution = 0, thread = 0, attempt = 0] = String(child?.['awaited_by']).split('.').map(Number);
    if (!child || child['awaited_by'] === null || child['status'] === 'RUNNING') return;
    const description = descriptionOf(child);
    await lanes().surely(execution, async (turn) => {
      turn.changes.told = id;
      const parent = turn.execution.threads.get(thread);
      if (!isAwaited(parent, attempt)) return;
      const start = {
        machine: String(child['machine']),
        name: String(child['name']),
        started: Number(child['started']),
      };
      // A child that ends at once may report before its start does.
      if (parent.waiting === 'invoke') await answered(turn, parent, startedOf(start));
      if (child['status'] === 'SUCCEEDED') await succeeded(turn, parent, description);
      else await failed(turn, parent, 'States.TaskFailed', JSON.stringify(description));
    });
  };

  return {
    report,
    async start(invocation: Invocation, call: ChildCall) {
      const { machine, name, input, sync } = call;
      try {
        const started = await starting.start({
          machine,
          name,
          input,
          ...(sync && { awaitedBy: awaiting(invocation) }),
        });
        return (turn: Turn, thread: Parameters<typeof answered>[1]) =>
          answered(turn, thread, startedOf({ machine, name, started }));
      } catch (error) {
        // The SDK's names, which Retry and Catch match, have this form.
        if (!(error instanceof Error)) throw error;
        throw new FunctionError(`StepFunctions.${error.name}Exception`, { errorMessage: error.message });
      }
    },
    /** The one that waited does no more: the child ends with it. */
    async abandon(attempt: Omit<Invocation, 'call'>) {
      const child = awaitedBy.get(awaiting(attempt));
      if (!child) return;
      const [machine, name] = [String(child['machine']), String(child['name'])];
      await starting.stopExecution({
        machine,
        name,
        error: 'States.Aborted',
        cause: 'The execution that started this one went on.',
      });
    },
    /** After a restart: children that closed and could not report, and children whose parents are gone. */
    recover() {
      for (const { id } of awaited.all()) void report(Number(id));
    },
  };
};

/** What a state with `.sync:2` is given. */
export const descriptionOf = (row: Record<string, unknown>) => ({
  ExecutionArn: arnOf('execution', `${String(row['machine'])}:${String(row['name'])}`),
  Input: JSON.parse(String(row['input'])),
  InputDetails: { Included: true },
  Name: row['name'],
  ...(row['output'] !== null && { Output: JSON.parse(String(row['output'])), OutputDetails: { Included: true } }),
  ...(row['error'] !== null && { Error: row['error'] }),
  ...(row['cause'] !== null && { Cause: row['cause'] }),
  RedriveCount: row['redrives'],
  StartDate: row['started'],
  StateMachineArn: arnOf('stateMachine', String(row['machine'])),
  Status: statusOf(row['status']),
  StopDate: row['stopped'],
});
