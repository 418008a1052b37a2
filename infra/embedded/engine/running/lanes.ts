import type { Store } from '#infra/embedded/sqlite';
import { Outage } from '#shared/faults';
import { advance } from '../states/advance.ts';
import type { Execution } from '../execution.ts';
import { ExecutionDoesNotExist } from '../failure.ts';
import type { Rows } from '../rows.ts';
import { endFull, HistoryFull, turnOf, type Machinery, type Turn } from '../states/turn.ts';

/** The turns of one execution, one after the other. It is in memory from the first of them to the last. */
type Lane = { execution?: Execution | undefined; tail: Promise<unknown>; users: number };

/** What a turn is about: a callback, a timer, a function's answer. It may refuse by throwing before it changes anything. */
export type Act<T> = (turn: Turn) => T | Promise<T>;

const hasChanges = ({ events, threads, removed, told, awaited, mapDone }: Turn['changes']) =>
  events.length + threads.size + removed.size > 0 ||
  told !== undefined ||
  awaited !== undefined ||
  mapDone !== undefined;

/** Acts and advances. An execution that runs out of events ends in the same turn. */
const move = async <T>(turn: Turn, act: Act<T>): Promise<{ value: T | undefined; more: boolean }> => {
  let value: T | undefined;
  try {
    value = await act(turn);
    return { value, more: await advance(turn) };
  } catch (error) {
    if (!(error instanceof HistoryFull)) throw error;
    endFull(turn);
    return { value, more: false };
  }
};

const AGAIN_MS = 1_000; // after the disk refused a write

/** Runs turns: loads the execution, lets it act and advance, and writes what changed in one shared commit. */
export const lanes = (
  store: Store,
  rows: Rows,
  {
    machinery,
    committed,
    report,
  }: { machinery: Machinery; committed: (turn: Turn) => void; report: (fault: unknown) => void },
) => {
  const open = new Map<number, Lane>();
  let running = 0;
  let quiet: (() => void)[] = [];

  /** Keeps an execution in memory until the function it returns is called. */
  const hold = (id: number, execution?: Execution): { lane: Lane; release: () => void } => {
    const lane = open.get(id) ?? { tail: Promise.resolve(), users: 0, ...(execution && { execution }) };
    open.set(id, lane);
    lane.users += 1;
    running += 1;
    const release = () => {
      lane.users -= 1;
      running -= 1;
      if (lane.users === 0) open.delete(id);
      if (running === 0) {
        for (const resolve of quiet) resolve();
        quiet = [];
      }
    };
    return { lane, release };
  };

  const run = async <T>(lane: Lane, id: number, act: Act<T>): Promise<T | undefined> => {
    const execution = (lane.execution ??= rows.load(id));
    if (!execution) throw new ExecutionDoesNotExist(`Execution Does Not Exist: '${id}'`);
    const turn = turnOf(execution, machinery);
    try {
      const { value, more } = await move(turn, act);
      if (hasChanges(turn.changes)) await store.write(() => rows.save(id, turn.changes));
      committed(turn);
      if (more) void surely(id, () => undefined);
      return value;
    } catch (error) {
      // Memory may be ahead of the disk now: the next turn reads the rows again.
      delete lane.execution;
      throw error;
    }
  };

  /** One turn. Resolves with what `act` gave once it is on disk. @throws what `act` throws, or {Outage} */
  const act = async <T>(id: number, change: Act<T>, execution?: Execution): Promise<T | undefined> => {
    const { lane, release } = hold(id, execution);
    const turn = lane.tail.then(() => run(lane, id, change));
    lane.tail = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      release();
    }
  };

  const life = { stopped: false };
  /** Does it again until the disk takes it, or the engine stops. */
  const persist = async (work: () => Promise<void>): Promise<void> => {
    while (!life.stopped) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof Outage)) throw error;
        await new Promise((resolve) => {
          setTimeout(resolve, AGAIN_MS);
        });
      }
    }
  };

  /**
   * A turn that nobody can repeat. A fault of the engine itself is reported, and the execution stays where it is.
   */
  const surely = async (id: number, change: Act<void>): Promise<void> => {
    const { release } = hold(id);
    try {
      await persist(() => act(id, change));
    } catch (error) {
      report(error);
    } finally {
      release();
    }
  };

  return {
    act,
    surely,
    persist,
    hold,
    isBusy: () => running > 0,
    /** Resolves when nothing is held. */
    quiet: () => (running === 0 ? Promise.resolve() : new Promise<void>((resolve) => quiet.push(resolve))),
    /** Resolves when the turns that have begun are on disk. */
    async stop() {
      life.stopped = true;
      await Promise.all([...open.values()].map(({ tail }) => tail));
    },
  };
};
export type Lanes = ReturnType<typeof lanes>;
