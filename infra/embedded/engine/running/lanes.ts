import type { Store } from '#infra/embedded/sqlite';
import { Outage } from '#shared/faults';
import type { Execution } from '../execution.ts';
import { ExecutionDoesNotExist } from '../failure.ts';
import type { Rows } from '../rows.ts';
import { move, type Act, type Queued } from './moving.ts';
import { turnOf, type Machinery, type Turn } from '../states/turn.ts';

/** The turns of one execution, one after the other. It is in memory from the first of them to the last. */
type Lane = { execution?: Execution | undefined; queue: Queued[]; turning?: Promise<void> | undefined; users: number };

type Options = { machinery: Machinery; committed: (turn: Turn) => void; report: (fault: unknown) => void };

const hasChanges = ({ events, threads, removed, told, awaited, mapDone }: Turn['changes']) =>
  events.length + threads.size + removed.size > 0 ||
  told !== undefined ||
  awaited !== undefined ||
  mapDone !== undefined;

const AGAIN_MS = 1_000; // after the disk refused a write

/** Runs turns: loads the execution, lets it act and advance, and writes what changed in one shared commit. */
export const lanes = (store: Store, rows: Rows, { machinery, committed, report }: Options) => {
  const open = new Map<number, Lane>();
  const life = { stopped: false, running: 0 };
  let quiet: (() => void)[] = [];

  /** Keeps an execution in memory until the function it returns is called. */
  const hold = (id: number, execution?: Execution): { lane: Lane; release: () => void } => {
    const lane = open.get(id) ?? { queue: [], users: 0, execution };
    open.set(id, lane);
    lane.users += 1;
    life.running += 1;
    const release = () => {
      lane.users -= 1;
      life.running -= 1;
      if (lane.users === 0) open.delete(id);
      if (life.running === 0) {
        for (const resolve of quiet) resolve();
        quiet = [];
      }
    };
    return { lane, release };
  };

  const loaded = (lane: Lane, id: number): Execution => {
    const execution = (lane.execution ??= rows.load(id));
    if (!execution) throw new ExecutionDoesNotExist(`${id}`);
    return execution;
  };

  const turnOnce = async (lane: Lane, id: number) => {
    const turn = turnOf(loaded(lane, id), machinery);
    const { settle, more } = await move(lane.queue, turn);
    if (hasChanges(turn.changes)) await store.write(() => rows.save(id, turn.changes));
    committed(turn);
    for (const each of settle) each();
    if (more) void surely(id, () => undefined);
  };

  /** Turns until nothing is queued. What comes in while one is written shares the next. */
  const turnAll = async (lane: Lane, id: number) => {
    while (lane.queue.length > 0) {
      const batch = [...lane.queue];
      try {
        await turnOnce(lane, id);
      } catch (error) {
        // Memory may be ahead of the disk now: the next turn reads the rows again, if they can be read at all.
        if (!lane.execution) lane.queue.splice(0);
        lane.execution = undefined;
        for (const queued of batch) if (!lane.queue.includes(queued)) queued.failed(error);
      }
    }
    lane.turning = undefined;
  };

  /** Resolves with what `act` gave once it is on disk. @throws what `act` throws, or {Outage} */
  const act = async <T>(id: number, change: Act<T>, execution?: Execution): Promise<void> => {
    const { lane, release } = hold(id, execution);
    try {
      await new Promise<unknown>((done, failed) => {
        lane.queue.push({ act: change, done, failed });
        lane.turning ??= turnAll(lane, id);
      });
    } finally {
      release();
    }
  };

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

  /** A turn that nobody can repeat. A fault of the engine itself is reported, and the execution stays where it is. */
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
    isBusy: () => life.running > 0,
    /** Resolves when nothing is held. */
    quiet: () => (life.running === 0 ? Promise.resolve() : new Promise<void>((resolve) => quiet.push(resolve))),
    /** Resolves when the turns that have begun are on disk. */
    async stop() {
      life.stopped = true;
      for (const { turning } of open.values()) await turning;
    },
  };
};
export type Lanes = ReturnType<typeof lanes>;
