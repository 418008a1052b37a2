import type { Template } from './asl.ts';

/**
 * Outages pass; a step that meets one is tried again for about two days, then its state fails and the case is shown as
 * failing. Lambda's own transient errors are named as AWS advises, and a function that ends without an answer (out of
 * time or memory, crashed) is one more: steps do their work once. A legal clock without its calendar waits for it.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html
 */
export const onOutage = [
  {
    ErrorEquals: [
      'Outage',
      'Stale',
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.TooManyRequestsException',
      'Lambda.ClientExecutionTimeoutException',
      'Lambda.Unknown',
      'Sandbox.Timedout',
      'Runtime.ExitError',
    ],
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxDelaySeconds: 3_600,
    MaxAttempts: 60,
  },
  { ErrorEquals: ['CalendarMissing'], IntervalSeconds: 21_600, BackoffRate: 1, MaxAttempts: 1_460 },
] as const;

/** More than the 60 seconds that a function has: it is Lambda that ends it, and no attempt overlaps with the next. */
export const STEP_SECONDS = 75;

/** Of a step that does not wait for anybody: that it was not heard of in its time is one more outage. */
export const onOutageOrSilence = [
  { ...onOutage[0], ErrorEquals: [...onOutage[0].ErrorEquals, 'States.Timeout'] },
  onOutage[1],
] as const;

/**
 * Every entry of a state has a number of its own, `$step`, which a retry, a redrive or a second wait for the same answer
 * keeps: steps do their work once for each. The first state of a machine sets it.
 */
export const NEXT_STEP = '{% $step + 1 %}';

/** A step on the case. `answer` says which variables its result sets, `more` what it is told beside the case. */
const stepOf = <Step extends string>(
  step: Step,
  answer: Readonly<Record<string, Template>>,
  more: Readonly<Record<string, Template>>,
) => ({
  Type: 'Task' as const,
  Resource: 'arn:aws:states:::lambda:invoke' as const,
  Arguments: {
    FunctionName: `\${${step}}` as const,
    Payload: { caseId: '{% $caseId %}', entered: '{% $string($step) %}', ...more },
  },
  Assign: { ...answer, step: NEXT_STEP },
  TimeoutSeconds: STEP_SECONDS,
  Retry: onOutageOrSilence,
});

/** Runs a step, and goes on. */
export const run = <Step extends string, const State extends string>(
  step: Step,
  Next: State,
  answer: Readonly<Record<string, Template>> = {},
  more: Readonly<Record<string, Template>> = {},
) => ({ ...stepOf(step, answer, more), Next });

/** Closes the case, and with it the execution: a state of its own for the end of all would be one transition more. */
export const close = (end: string) => ({ ...stepOf('close', {}, { end }), End: true as const });

/** The first state of a machine: what every other state needs, and `more` of its own. */
export const begin = <Step extends string, const State extends string, More extends Readonly<Record<string, Template>>>(
  step: Step,
  Next: State,
  more: More,
) => ({
  ...run(step, Next),
  Arguments: {
    FunctionName: `\${${step}}` as const,
    Payload: { caseId: '{% $states.input.caseId %}', entered: '0' },
  },
  Assign: {
    caseId: '{% $states.input.caseId %}',
    step: 1,
    hardTimeout: '{% $states.result.Payload.hardTimeoutSeconds %}',
    outcome: 'opened',
    asked: 'none',
    ...more,
  },
});

/** The answer with which a case goes straight on, and to which state; `also` is assigned on that way. */
export type Straight<State extends string> = {
  readonly on: string;
  readonly to: State;
  readonly also?: Readonly<Record<string, Template>>;
};

/** What an answer that is not the straight one ends its state with: the machine catches it and looks at it. */
export const OTHERWISE = 'Otherwise';

/**
 * Opens the task of this name by a step that waits: `$outcome` is the answer, `$asked` which task it was. When even the
 * hard timeout passes, the state is entered again, and the task that is still open takes up the new token.
 *
 * Most cases take the straight answer, so it leads on by itself and no state is passed to look at it. Every other one
 * is caught, and comes to `Next`, which chooses.
 */
export const askBy = <Step extends string, const State extends string>(
  step: Step,
  task: string,
  state: State,
  Next: State,
  more: Readonly<Record<string, Template>> = {},
  straight?: Straight<State>,
) => ({
  Type: 'Task' as const,
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken' as const,
  Arguments: {
    FunctionName: `\${${step}}` as const,
    Payload: {
      caseId: '{% $caseId %}',
      task,
      entered: '{% $string($step) %}',
      taskToken: '{% $states.context.Task.Token %}',
      ...(straight && { straight: straight.on }),
      ...more,
    },
  },
  Assign: { asked: task, outcome: '{% $states.result.outcome %}', step: NEXT_STEP, ...straight?.also },
  TimeoutSeconds: '{% $hardTimeout %}',
  Retry: onOutage,
  Catch: [
    { ErrorEquals: ['States.Timeout'], Next: state },
    ...(straight
      ? [
          {
            ErrorEquals: [OTHERWISE],
            Assign: { asked: task, outcome: '{% $parse($states.errorOutput.Cause).outcome %}', step: NEXT_STEP },
            Next,
          },
        ]
      : []),
  ],
  Next: straight?.to ?? Next,
});

/** Asks by the shared step `ask`. */
export const ask = <const State extends string>(task: string, state: State, Next: State, straight?: Straight<State>) =>
  askBy('ask', task, state, Next, {}, straight);
