import type { HostClock } from '#infra/embedded/clock';
import type { Store } from '#infra/embedded/sqlite';

const SLICE = 500; // executions woken together, so that a thousand deadlines at midnight do not fill the memory
const AGAIN_MS = 60_000; // for an execution that could not be woken

/**
 * The one alarm of the engine, set to the earliest row that is due: what waits costs a row and nothing else.
 *
 * @param wake looks at one execution; resolves when what it did is on disk, or when it could do nothing
 */
export const alarm = ({ db }: Store, clock: HostClock, wake: (execution: number) => Promise<void>) => {
  const earliest = db.prepare(
    'SELECT min(due) AS due FROM (SELECT min(due) AS due FROM sfn_threads WHERE due > :now' +
      ' UNION ALL SELECT min(due) FROM sfn_executions WHERE due > :now)',
  );
  const dueBy = db.prepare(
    'SELECT execution, min(due) AS due FROM (SELECT execution, due FROM sfn_threads WHERE due <= :now' +
      ' UNION ALL SELECT id, due FROM sfn_executions WHERE due <= :now)' +
      ' GROUP BY execution ORDER BY due, execution LIMIT :slice OFFSET :skip',
  );
  const life = { stopped: false, again: false };
  let armed: { when: number; cancel: () => void } | undefined;
  let ringing: Promise<void> | undefined;

  const arm = (when: number | undefined) => {
    if (life.stopped || when === undefined || (armed && armed.when <= when)) return;
    armed?.cancel();
    armed = { when, cancel: clock.at(when, fire) };
  };

  const fire = () => {
    armed = undefined;
    if (ringing) life.again = true;
    ringing ??= ring().finally(() => {
      ringing = undefined;
      if (!life.again) return;
      life.again = false;
      fire();
    });
  };

  /** Wakes all that is due. What is still due after it was woken is stuck, and must not hold up the rest. */
  const ring = async () => {
    const woken = new Set<string>();
    let stuck = 0;
    while (!life.stopped) {
      const due = dueBy
        .all({ now: clock.now(), slice: SLICE, skip: stuck })
        .map((row) => ({ id: Number(row['execution']), key: `${Number(row['execution'])} ${Number(row['due'])}` }));
      if (due.length === 0) break;
      const fresh = due.filter(({ key }) => !woken.has(key));
      stuck += due.length - fresh.length;
      for (const { key } of fresh) woken.add(key);
      await Promise.all(fresh.map(({ id }) => wake(id)));
    }
    rearm();
    if (stuck > 0) arm(clock.now() + AGAIN_MS);
  };

  const rearm = () => {
    if (life.stopped) return;
    const next = earliest.get({ now: clock.now() })?.['due'];
    if (typeof next === 'number') arm(next);
  };

  return {
    arm,
    /** Sets the alarm from the rows, and looks at those that are due already. */
    start: fire,
    isRinging: () => ringing !== undefined || (armed !== undefined && armed.when <= clock.now()),
    stop: () => {
      life.stopped = true;
      armed?.cancel();
    },
  };
};
