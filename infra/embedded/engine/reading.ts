import type { Store } from '#infra/embedded/sqlite';
import type { ExecutionDescription, Workflows } from '#shared/workflows';
import type { HistoryEvent } from './execution.ts';
import { ExecutionDoesNotExist, InvalidToken } from './failure.ts';
import { statusOf } from './rows.ts';

/** What can be read of executions, open and closed. */
export interface Reading extends Pick<Workflows, 'describeExecution' | 'getExecutionHistory' | 'listExecutions'> {
  /** The input and the output as they were stored. */
  readExecution(which: { machine: string; name: string }): Promise<{ input: unknown; output?: unknown } | undefined>;
}

const PAGE = 100;

export const reading = ({ db }: Store): Reading => {
  const find = db.prepare('SELECT * FROM sfn_executions WHERE machine = ? AND name = ?');
  const events = db.prepare('SELECT events FROM sfn_events WHERE execution = ? ORDER BY first');
  const newest = db.prepare('SELECT events FROM sfn_events WHERE execution = ? ORDER BY first DESC LIMIT ?');
  const list = db.prepare(
    'SELECT * FROM sfn_executions WHERE machine = :machine AND (:status IS NULL OR status = :status)' +
      ' AND started >= :from AND started < :to AND (started, id) < (:before, :id)' +
      ' ORDER BY started DESC, id DESC LIMIT :limit',
  );

  return {
    async describeExecution({ machine, name }) {
      const row = find.get(machine, name);
      return row && described(row);
    },
    async readExecution({ machine, name }) {
      const row = find.get(machine, name);
      if (!row) return undefined;
      const input: unknown = JSON.parse(String(row['input']));
      return { input, ...(row['output'] !== null && { output: JSON.parse(String(row['output'])) }) };
    },
    async getExecutionHistory({ machine, name, reverseOrder, maxResults = PAGE }) {
      const row = find.get(machine, name);
      if (!row) throw new ExecutionDoesNotExist(`Execution Does Not Exist: '${name}'`);
      const [statement, ...more] = reverseOrder ? [newest, maxResults] : [events];
      const chunks = statement.all(Number(row['id']), ...more);
      const read = chunks.map(({ events: chunk }): HistoryEvent[] => JSON.parse(String(chunk)));
      return reverseOrder ? read.flatMap((chunk) => chunk.toReversed()).slice(0, maxResults) : read.flat();
    },
    async listExecutions({ machine, status, from = 0, to = Number.MAX_SAFE_INTEGER, limit = PAGE, nextToken }) {
      const [before = Number.MAX_SAFE_INTEGER, id = 0] = nextToken?.split('.').map(Number) ?? [];
      if (!Number.isInteger(before) || !Number.isInteger(id)) throw new InvalidToken(`Invalid Token: '${nextToken}'`);
      const rows = list.all({ machine, status: status ?? null, from, to, before, id, limit: limit + 1 });
      const page = rows.slice(0, limit);
      const last = rows.length > limit ? page.at(-1) : undefined;
      return {
        executions: page.map(described),
        ...(last && { nextToken: `${String(last['started'])}.${String(last['id'])}` }),
      };
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
