import { type Fault, faulty, type When } from './faults.ts';
import { playOnAws } from './plays.ts';
import { differences, type Trace } from './trace.ts';

/** A scenario as it goes in peace, and how many calls of each operation that takes. */
export type Peace = Trace & { readonly file: string; readonly calls: ReadonlyMap<string, number> };

const operationOf = ({ service, operation }: Pick<Fault, 'service' | 'operation'>) => `${service} ${operation}`;

export const inPeace = async (file: string): Promise<Peace> => {
  const calls = new Map<string, Set<string>>();
  const trace = await playOnAws(file, {
    fate: (sent) => {
      const known = calls.get(operationOf(sent)) ?? new Set();
      calls.set(operationOf(sent), known.add(sent.call));
      return undefined;
    },
  });
  return { ...trace, file, calls: new Map([...calls].map(([name, all]) => [name, all.size])) };
};

/** What a fault did to a scenario: how often it was met, and in words what ended otherwise than in peace. */
export type Outcome = { readonly met: number; readonly wrong: readonly string[] };

/** @returns nothing where the scenario makes no such call */
export const underFault = async (peace: Peace, fault: Fault, when: When): Promise<Outcome | undefined> => {
  const calls = peace.calls.get(operationOf(fault));
  if (calls === undefined) return undefined;
  const { weather, state } = faulty(fault, when, calls);
  try {
    const found = await playOnAws(peace.file, weather);
    // Only a mail whose answer got lost may come again: SES has no token by which it could tell.
    const repeated = found.repeated > state.lostMails ? [`${found.repeated} mails were repeated`] : [];
    return { met: state.met, wrong: [...differences(peace, found), ...repeated] };
  } catch (error) {
    return { met: state.met, wrong: [said(error)] };
  }
};

const said = (error: unknown): string =>
  error instanceof Error
    ? [error.message, ...(error.cause === undefined ? [] : [said(error.cause)])].join(': ')
    : String(error);
