import type { Store } from '#infra/embedded/sqlite';
import type { Thread } from '../execution.ts';
import type { flights } from './flights.ts';
import type { Lanes } from './lanes.ts';
import type { Rows } from '../rows.ts';
import { invocationOf } from '../states/task.ts';

/**
 * Takes up what the last process left: functions that had not answered are invoked again, and threads that were
 * between two commits go on. What waits for a timer or a token is not even read.
 */
export const recover = (
  store: Store,
  rows: Rows,
  to: { lanes: Lanes; flights: ReturnType<typeof flights>; report: (fault: unknown) => void },
) => {
  const ready = store.db.prepare(
    "SELECT execution, data FROM sfn_threads WHERE waiting IN ('enter', 'attempt', 'invoke') ORDER BY execution, id",
  );
  for (const { execution, data } of ready.all()) {
    const id = Number(execution);
    try {
      const thread: Thread = JSON.parse(String(data));
      const scheduled = thread.attempt === undefined ? undefined : rows.event(id, thread.attempt);
      if (thread.waiting === 'invoke' && scheduled) to.flights.start(invocationOf(id, thread, scheduled));
      else void to.lanes.surely(id, () => undefined);
    } catch (error) {
      to.report(error); // one that cannot be read holds up no other
    }
  }
};
