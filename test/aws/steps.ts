import * as z from 'zod/mini';
import { FunctionError, Unanswered } from '#infra/embedded/engine/failure';
import type { Invoke } from '#infra/embedded/engine/running/flights';
import type { Clock } from '#shared/time/clock';
import type { Weather } from './host.ts';
import type { Cell } from './matrix.ts';

const Payload = z.object({
  caseId: z.string(),
  entered: z.optional(z.string()),
  task: z.optional(z.string()),
  batch: z.optional(z.unknown()),
});

/** `hardshipAid-ask unionReview`: a function, and for whom it waits there. */
export const stateOf = (name: string, payload: unknown): string => {
  const { task } = z.parse(Payload, payload);
  return task === undefined ? name : `${name} ${task}`;
};

/** One entry of a state, whose attempts are the same work. */
const entryOf = (name: string, payload: unknown): string => {
  const { caseId, entered, task, batch } = z.parse(Payload, payload);
  return JSON.stringify([name, caseId, entered, task, batch]);
};

/**
 * As Lambda reports a function that did not answer.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
 */
const failing = (errorType: string, errorMessage: string) => new FunctionError(errorType, { errorType, errorMessage });

const NO_ERROR_TYPE = 'The cause could not be determined because Lambda did not return an error type.';

type Ending = (run: () => Promise<unknown>) => Promise<unknown>;

/** What may happen to an invocation of a function. */
export const ENDINGS: Readonly<Record<string, Ending>> = {
  'crashes before its work': () => Promise.reject(failing('Runtime.ExitError', 'RequestId: 1 Error: Runtime exited')),
  'crashes after its work': async (run) => {
    await run();
    throw new Unanswered('Lambda.Unknown', NO_ERROR_TYPE);
  },
  'has no time left for its answer': async (run) => {
    await run();
    throw failing('Sandbox.Timedout', 'RequestId: 1 Error: Task timed out after 60.00 seconds');
  },
  'is not heard of in time': async (run) => {
    await run();
    throw new Unanswered('States.Timeout', '');
  },
  'is invoked twice': async (run) => {
    await run();
    return run();
  },
  'is invoked twice at once': async (run) => {
    const [, second] = await Promise.allSettled([run(), run()]);
    if (second.status === 'rejected') throw second.reason;
    return second.value;
  },
};

const FIVE_MINUTES_MS = 5 * 60_000;

/** The first attempt of each entry ends like this; `state` chooses among them. */
const atFirst = (state: string | undefined, ending: Ending, met: () => void) => {
  const entered = new Set<string>();
  return (invoke: Invoke): Invoke =>
    async (name, payload, context) => {
      const run = () => invoke(name, payload, context);
      const entry = entryOf(name, payload);
      if ((state !== undefined && stateOf(name, payload) !== state) || entered.has(entry)) return run();
      entered.add(entry);
      met();
      return ending(run);
    };
};

/** For five minutes from its first invocation on Lambda takes none. */
const throttled = (state: string | undefined, met: () => void) => {
  let until: number | undefined;
  return (invoke: Invoke, clock: Clock): Invoke =>
    async (name, payload, context) => {
      if (state !== undefined && stateOf(name, payload) !== state) return invoke(name, payload, context);
      until ??= clock.now() + FIVE_MINUTES_MS;
      if (clock.now() >= until) return invoke(name, payload, context);
      met();
      throw new Unanswered('Lambda.TooManyRequestsException', 'Rate Exceeded.');
    };
};

/** @param state one alone; without it every state */
export const stepCells = (state?: string): readonly Cell[] => {
  const which = state === undefined ? 'every step' : `step ${state}`;
  const cell = (name: string, invoking: (met: () => void) => NonNullable<Weather['invoking']>): Cell => ({
    name: `${which} ${name}`,
    subject: which,
    begin: () => {
      const count = { met: 0, again: 0 };
      return { count, weather: { invoking: invoking(() => (count.met += 1)) } };
    },
  });
  return [
    ...Object.entries(ENDINGS).map(([name, ending]) => cell(name, (met) => atFirst(state, ending, met))),
    cell('is throttled for five minutes', (met) => throttled(state, met)),
  ];
};
