import { json } from 'node:stream/consumers';
import * as z from 'zod/mini';
import type { VirtualClock } from '#infra/embedded/clock';
import type { Direct } from '#infra/embedded/front';

type Moved = {
  readonly clock: VirtualClock;
  /** Resolves when nothing is left to do but wait. */
  readonly idle: () => Promise<void>;
  /** What the schedule calls every minute. */
  readonly minutely: () => Promise<unknown>;
  /** When things are due that the schedule looks for. */
  readonly due: () => readonly number[];
};

const MINUTE_MS = 60_000;
const Move = z.object({ to: z.iso.datetime({ offset: true }) });

/** Virtual time: stops at everything that becomes due, in order; what stays due waits for the schedule's next minute. */
export const openTime = ({ clock, idle, minutely, due }: Moved) => {
  let turn: Promise<void> = Promise.resolve();
  const next = (): number | undefined => {
    const at = Math.min(clock.next() ?? Infinity, ...due());
    return Number.isFinite(at) ? at : undefined;
  };
  const set = async (at: number): Promise<void> => {
    clock.moveTo(at);
    await idle();
    await minutely().catch(() => undefined); // the next minute tries again
    await idle();
  };
  const moveTo = async (to: number): Promise<void> => {
    await idle();
    for (let at = next(); at !== undefined && at <= to; at = next()) {
      if (at > clock.now()) await set(at);
      else if (clock.now() + MINUTE_MS <= to) await set(clock.now() + MINUTE_MS);
      else break;
    }
    await set(Math.max(to, clock.now()));
  };
  /** One after the other, whoever asks. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    turn = turn.then(work, work);
    return turn;
  };
  const control: Direct = {
    path: '/_clock',
    answer: async (request, response) => {
      if (request.method === 'POST') {
        const { to } = Move.parse(await json(request));
        await inTurn(() => moveTo(Date.parse(to)));
      }
      await idle();
      const at = next();
      const body = {
        now: new Date(clock.now()).toISOString(),
        next: at === undefined ? null : new Date(at).toISOString(),
      };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    },
  };
  return {
    control,
    wait: (ms: number) => inTurn(() => moveTo(clock.now() + ms)),
  };
};
