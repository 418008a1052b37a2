import type { Time } from './time.ts';

/** What is to be done, and from when on. */
export type Agenda<T> = {
  add(at: number, what: T): void;
  /** What is due by now; it is no longer on the agenda. */
  take(): T[];
  /** When the next thing is due; Infinity when there is none. */
  next(): number;
};

export const openAgenda = <T>(time: Time): Agenda<T> => {
  let list: { at: number; what: T }[] = [];
  return {
    add: (at, what) => {
      list.push({ at, what });
    },
    take: () => {
      const due = list.filter(({ at }) => at <= time.now());
      list = list.filter((each) => !due.includes(each));
      return due.map(({ what }) => what);
    },
    next: () => Math.min(Infinity, ...list.map(({ at }) => at)),
  };
};
