import type { Store } from '#infra/embedded/sqlite';
import type { ExecutionDescription, Workflows } from '#shared/workflows';
import type { HistoryEvent } from './execution.ts';
import { ExecutionDoesNotExist } from './failure.ts';
import { statusOf } from './rows.ts';

/** What can be read of executions, open and closed. */
export interface Reading extends Pick<Workflows, 'describeExecution'> {
  /** @throws {ExecutionDoesNotExist} */
  getExecutionHistory(which: { machine: string; name: string }): Promise<HistoryEvent[]>;
  /** The input and the output as they were stored. */
  readExecution(which: { machine: string; name: string }): Promise<{ input: unknown; output?: unknown } | undefined>;
}

export const reading = ({ db }: Store): Reading => {
  const find = db.prepare('SELECT * FROM sfn_executions WHERE machine = ? AND name = ?');
  const events = db.prepare('SELECT events FROM sfn_events WHERE execution = ? ORDER BY first');

  return {
    describeExecution({ machine, name }) {
      const row = find.get(machine, name);
      return Promise.resolve(row && described(row));
    },
    readExecution({ machine, name }) {
      const row = find.get(machine, name);
      if (!row) return Promise.resolve(undefined);
      const input: unknown = JSON.parse(String(row['input']));
      return Promise.resolve({ input, ...(row['output'] !== null && { output: JSON.parse(String(row['output'])) }) });
    },
    getExecutionHistory({ machine, name }) {
      const row = find.get(machine, name);
      if (!row) return Promise.reject(new ExecutionDoesNotExist(`Execution Does Not Exist: '${name}'`));
      return Promise.resolve(
        events.all(Number(row['id'])).flatMap(({ events: chunk }): HistoryEvent[] => JSON.parse(String(chunk))),
      );
    },
  };
};

export const described = (row: Record<string, unknown>): ExecutionDescription => ({
  name: String(row['name']),
  status: statusOf(row['status']),
  startDate: Number(row['started']),
  version: String(row['version']),
  ...(row['stopped'] !== null && { stopDate: Number(row['stopped']) }),
  ...(row['error'] !== null && { error: String(row['error']) }),
  ...(row['cause'] !== null && { cause: String(row['cause']) }),
});
