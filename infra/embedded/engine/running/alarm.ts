import type { HostClock } from '#infra/embedded/clock';
import type { Store } from '#infra/embedded/sqlite';

const SLICE = 500; // executions woken together, so that a thousand deadlines at midnight do not fill the memory

/**
 * The one alarm of the engine, set to the earliest row that is due: what waits costs a row and nothing else.
 *
 * @param wake looks at one execution; resolves when what it did is on disk
 */
export const alarm = ({ db }: Store, clock: HostClock, wake: (execution: number) => Promise<void>) => {
  const earliest = db.prepare(
    'SELECT min(due) AS due FROM (SELECT min(due) AS due FROM sfn_threads WHERE due IS NOT NULL' +
      ' UNION ALL SELECT min(due) FROM sfn_executions WHERE due IS NOT NULL)',
  );
  const dueBy = db.prepare(
    'SELECT execution, min(due) AS due FROM (SELECT execution, due FROM sfn_threads WHERE due <= :now' +
      ' UNION ALL SELECT id, due FROM sfn_executions WHERE due <= :now)' +
      ' GROUP BY execution ORDER BY due, execution LIMIT :slice',
  );
  let armed: { when: number; cancel: () => void } | undefined;
  let ringing: Promise<void> | undefined;
  const life = { stopped: false };

  const arm = (when: number | undefined) => {
    if (life.stopped || when === undefined || (armed && armed.when <= when)) return;
    armed?.cancel();
    armed = { when, cancel: clock.at(when, fire) };
  };

  const fire = () => {
    armed = undefined;
    ringing ??= ring().finally(() => {
      ringing = undefined;
      const next = earliest.get()?.['due'];
      if (typeof next === 'number') arm(next);
    });
  };

  const ring = async () => {
    while (!life.stopped) {
      const due = dueBy.all({ now: clock.now(), slice: SLICE });
      if (due.length === 0) return;
      await Promise.all(due.map(({ execution }) => wake(Number(execution))));
    }
  };

  return {
    arm,
    /** Sets the alarm from the rows. */
    rearm: () => {
      const next = earliest.get()?.['due'];
      if (typeof next === 'number') arm(next);
    },
    isRinging: () => ringing !== undefined || (armed !== undefined && armed.when <= clock.now()),
    stop: () => {
      life.stopped = true;
      armed?.cancel();
    },
  };
};
