import type { Store } from '#infra/embedded/sqlite';
import type { ExecutionDescription, ExecutionsWanted, Workflows } from '#shared/workflows';
import { arnOf, type HistoryEvent } from './execution.ts';
import { ExecutionDoesNotExist, InvalidToken } from './failure.ts';
import { statusOf } from './rows.ts';

/** An execution as its row tells of it; `redriveDate` in milliseconds since 1970. */
export type Described = ExecutionDescription & { redriveCount: number; redriveDate?: number };

/** Its data as they were stored. */
export type ExecutionData = { input: unknown; output?: unknown };

/** What can be read of executions, open and closed. */
export interface Reading extends Pick<Workflows, 'getExecutionHistory'> {
  describeExecution(which: { machine: string; name: string }): Promise<Described | undefined>;
  /** Latest first, a page at a time. */
  listExecutions(wanted: ExecutionsWanted): Promise<{ executions: Described[]; nextToken?: string }>;
  readExecution(which: { machine: string; name: string }): Promise<ExecutionData | undefined>;
  /** How long its history is. @throws {ExecutionDoesNotExist} */
  countEvents(which: { machine: string; name: string }): Promise<number>;
}

const PAGE = 100;

export const reading = ({ db }: Store): Reading => {
  const find = db.prepare('SELECT * FROM sfn_executions WHERE machine = ? AND name = ?');
  const events = db.prepare('SELECT events FROM sfn_events WHERE execution = ? ORDER BY first');
  const newest = db.prepare('SELECT events FROM sfn_events WHERE execution = ? ORDER BY first DESC LIMIT ?');
  const count = db.prepare('SELECT max(last) AS events FROM sfn_events WHERE execution = ?');
  const list = db.prepare(
    'SELECT * FROM sfn_executions WHERE machine = :machine AND (:status IS NULL OR status = :status)' +
      ' AND started >= :from AND started < :to AND (started, id) < (:before, :id)' +
      ' ORDER BY started DESC, id DESC LIMIT :limit',
  );

  const idOf = ({ machine, name }: { machine: string; name: string }): number => {
    const row = find.get(machine, name);
    if (!row) throw new ExecutionDoesNotExist(arnOf('execution', `${machine}:${name}`));
    return Number(row['id']);
  };

  return {
    async describeExecution({ machine, name }) {
      const row = find.get(machine, name);
      return row && described(row);
    },
    async readExecution({ machine, name }) {
      const row = find.get(machine, name);
      if (!row) return undefined;
      const input: unknown = JSON.parse(String(row['input']));
      return {
        input,
        ...(row['output'] !== null && { output: JSON.parse(String(row['output'])) }),
      };
    },
    countEvents: async (which) => Number(count.get(idOf(which))?.['events'] ?? 0),
    async getExecutionHistory({ machine, name, reverseOrder, maxResults = PAGE }) {
      const id = idOf({ machine, name });
      const chunks = reverseOrder ? newest.all(id, maxResults) : events.all(id);
      const read = chunks.map(({ events: chunk }): HistoryEvent[] => JSON.parse(String(chunk)));
      return reverseOrder ? read.flatMap((chunk) => chunk.toReversed()).slice(0, maxResults) : read.flat();
    },
    async listExecutions({ machine, status, from = 0, to = Number.MAX_SAFE_INTEGER, limit = PAGE, nextToken }) {
      const [before = Number.MAX_SAFE_INTEGER, id = 0] = nextToken?.split('.').map(Number) ?? [];
      if (!Number.isInteger(before) || !Number.isInteger(id)) throw new InvalidToken("Invalid Token: 'Invalid token'");
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

export const described = (row: Record<string, unknown>): Described => ({
  name: String(row['name']),
  status: statusOf(row['status']),
  startDate: Number(row['started']),
  version: String(row['version']),
  redriveCount: Number(row['redrives']),
  ...(row['redriven'] !== null && { redriveDate: Number(row['redriven']) }),
  ...(row['stopped'] !== null && { stopDate: Number(row['stopped']) }),
  ...(row['error'] !== null && { error: String(row['error']) }),
  ...(row['cause'] !== null && { cause: String(row['cause']) }),
});
