import { Refusal } from '#shared/faults';
import { advance } from '../states/advance.ts';
import { endFull, HistoryFull, type Turn } from '../states/turn.ts';

/** What a turn is about: a callback, a timer, a function's answer. It refuses, if at all, before it changes anything. */
export type Act<T> = (turn: Turn) => T | Promise<T>;

/** An act, and who waits for it to be on disk. */
export type Queued = { act: Act<unknown>; done: (value: unknown) => void; failed: (reason: unknown) => void };

/** Lets each act of a batch change the turn. What refuses is told so alone; a fault puts the others back. */
export const move = async (queue: Queued[], turn: Turn): Promise<{ settle: (() => void)[]; more: boolean }> => {
  const settle: (() => void)[] = [];
  const batch = queue.splice(0);
  for (const [index, { act, done, failed }] of batch.entries()) {
    try {
      const value = await act(turn);
      settle.push(() => done(value));
    } catch (error) {
      if (error instanceof HistoryFull) {
        endFull(turn);
        settle.push(() => done(undefined));
      } else if (error instanceof Refusal) settle.push(() => failed(error));
      else {
        failed(error);
        queue.unshift(...batch.filter((_, other) => other !== index));
        throw error;
      }
    }
  }
  try {
    return { settle, more: await advance(turn) };
  } catch (error) {
    if (!(error instanceof HistoryFull)) {
      throw error;
    }
    endFull(turn);
    return { settle, more: false };
  }
};
