import type { Store } from '#infra/embedded/sqlite';
import type { Starting } from '../starting.ts';

/** Tells those who wait for an execution that it has closed. Nothing of this outlives the process. */
export const closingsOf = ({ db }: Store) => {
  const find = db.prepare('SELECT id, status FROM sfn_executions WHERE machine = ? AND name = ?');
  const waiting = new Map<number, (() => void)[]>();

  return {
    announce(id: number) {
      for (const resolve of waiting.get(id) ?? []) resolve();
      waiting.delete(id);
    },
    runToEnd:
      (starts: Starting) =>
      async (start: { machine: string; name: string; input: unknown }): Promise<void> => {
        await starts.startExecution(start);
        const row = find.get(start.machine, start.name);
        if (row?.['status'] !== 'RUNNING') return;
        const id = Number(row['id']);
        await new Promise<void>((resolve) => {
          waiting.set(id, [...(waiting.get(id) ?? []), resolve]);
        });
      },
  };
};
