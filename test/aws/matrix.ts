import type { Weather } from './host.ts';
import { playOnAws } from './plays.ts';
import { stateOf } from './steps.ts';
import { differences, type Trace } from './trace.ts';
import type { Sent } from './wire.ts';

/** Plays a scenario's file on a host, in this weather. */
export type Play = (file: string, weather: Weather) => Promise<Trace>;

/** A scenario as it goes in peace: how many calls of each operation that takes, and which states call a function. */
export type Peace = Trace & {
  readonly file: string;
  readonly play: Play;
  readonly calls: ReadonlyMap<string, number>;
  readonly states: ReadonlySet<string>;
  readonly requests: number;
};

/** Something goes wrong. `met` counts how often, `again` how many mails may come twice for it. */
export type Trouble = { readonly weather: Weather; readonly count: { met: number; again: number } };

/** One thing that goes wrong, and when. */
export type Cell = {
  readonly name: string;
  /** What goes wrong: two cells of one subject would be in each other's way. */
  readonly subject: string;
  /** @returns nothing where the scenario has no place for it */
  readonly begin: (peace: Peace) => Trouble | undefined;
};

export const operationOf = ({ service, operation }: Pick<Sent, 'service' | 'operation'>) => `${service} ${operation}`;

export const inPeace = async (file: string, play: Play = playOnAws): Promise<Peace> => {
  const calls = new Map<string, Set<string>>();
  const states = new Set<string>();
  const trace = await play(file, {
    fate: (sent) => {
      const known = calls.get(operationOf(sent)) ?? new Set();
      calls.set(operationOf(sent), known.add(sent.call));
      return undefined;
    },
    invoking: (invoke) => (name, payload, context) => {
      states.add(stateOf(name, payload));
      return invoke(name, payload, context);
    },
  });
  const counts = new Map([...calls].map(([name, all]) => [name, all.size]));
  return {
    ...trace,
    file,
    play,
    states,
    calls: counts,
    requests: [...counts.values()].reduce((sum, each) => sum + each, 0),
  };
};

/** How often a fault was met, and in words what ended otherwise than in peace. */
export type Outcome = { readonly met: number; readonly wrong: readonly string[] };

/** A play that takes so many times the requests of peace does not come to its end. */
const MOST = 5;

/** @param again how many mails may come twice */
export const underTrouble = async (
  peace: Peace,
  { weather, again }: { readonly weather: Weather; readonly again: () => number },
): Promise<Pick<Outcome, 'wrong'>> => {
  let requests = 0;
  try {
    const found = await peace.play(peace.file, {
      ...weather,
      fate: (sent) => {
        requests += 1;
        return weather.fate?.(sent);
      },
      sending: () => {
        if (requests > MOST * peace.requests) throw new Error(`It did not end within ${requests} requests`);
      },
    });
    const repeated = found.repeated > again() ? [`${found.repeated} mails were repeated`] : [];
    return { wrong: [...differences(peace, found), ...repeated] };
  } catch (error) {
    return { wrong: [said(error)] };
  }
};

const said = (error: unknown): string =>
  error instanceof Error
    ? [error.message, ...(error.cause === undefined ? [] : [said(error.cause)])].join(': ')
    : String(error);
