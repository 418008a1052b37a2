import type { Clock } from '#shared/time/clock';
import { Instant } from '#shared/time/instant';

/** The embedded host's clock: the time, and an alarm for whoever must act later. */
export interface HostClock extends Clock {
  /**
   * Calls `run` once when the time has reached `when` (milliseconds since 1970).
   *
   * @returns a function that cancels it
   */
  at(when: number, run: () => void): () => void;
}

const LONGEST_TIMEOUT_MS = 2 ** 31 - 1; // Node fires longer ones at once

export const realClock = (): HostClock => ({
  now: () => Instant.parse(Date.now()),
  at: (when, run) => {
    let timer: NodeJS.Timeout;
    const arm = () => {
      const left = when - Date.now();
      timer = left > LONGEST_TIMEOUT_MS ? setTimeout(arm, LONGEST_TIMEOUT_MS) : setTimeout(run, Math.max(0, left));
      timer.unref();
    };
    arm();
    return () => clearTimeout(timer);
  },
});

/** A clock that stands still until it is told to move. */
export interface VirtualClock extends HostClock {
  /** The earliest alarm that is armed, in milliseconds since 1970. */
  next(): number | undefined;
  /** Sets the time and fires every alarm due by then, in order of time, then of arming. Never goes back. */
  moveTo(when: number): void;
}

export const virtualClock = (start: number): VirtualClock => {
  let time = Instant.parse(start);
  let armed: { when: number; run: () => void }[] = [];
  const earliest = () =>
    armed.reduce<(typeof armed)[number] | undefined>((a, b) => (a && a.when <= b.when ? a : b), undefined);
  return {
    now: () => time,
    at: (when, run) => {
      const alarm = { when, run };
      if (when <= time)
        setImmediate(() => armed.includes(alarm) && ((armed = armed.filter((a) => a !== alarm)), run()));
      armed.push(alarm);
      return () => {
        armed = armed.filter((a) => a !== alarm);
      };
    },
    next: () => earliest()?.when,
    moveTo: (when) => {
      time = Instant.parse(Math.max(time, when));
      for (let alarm = earliest(); alarm && alarm.when <= time; alarm = earliest()) {
        const due = alarm;
        armed = armed.filter((a) => a !== due);
        due.run();
      }
    },
  };
};
