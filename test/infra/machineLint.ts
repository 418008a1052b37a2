import type { Machine, MachineState, TaskState } from '#shared/asl';

type AnyState = MachineState<string, string>;
type Task = TaskState<string, string>;
type Map = Extract<AnyState, { Type: 'Map' }>;
/** A Task, or that of a Map's batches. */
type Inner = Pick<Task, 'Resource' | 'Retry' | 'TimeoutSeconds' | 'Arguments'>;

const isTask = (state: AnyState): state is Task => state.Type === 'Task';
const isMap = (state: AnyState): state is Map => state.Type === 'Map';
export const waits = (state: AnyState): state is Task => isTask(state) && state.Resource.endsWith('.waitForTaskToken');

/** Words that would name something personal, a person's amount or free text: none of it may enter a machine. */
const PERSONAL =
  /name|fen$|amount|income|reason|opinion|comment|text|phone|mobile|e?mail|address|account|idNumber|values|facts/i;
/** Whole objects carry whatever somebody puts into them later. */
const WHOLE = /\$states\.(?:input|result(?:\.Payload)?)\s*%/;

const TOKEN = '$states.context.Task.Token';

const leaks = (place: string, values: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(values).flatMap(([field, value]) => [
    ...(PERSONAL.test(field) ? [`${place} carries ${field}`] : []),
    ...(WHOLE.test(JSON.stringify(value)) ? [`${place} carries a whole object as ${field}`] : []),
  ]);

/**
 * Our own words for what passes, the faults of Lambda that AWS advises to retry, and what is reported of a function that
 * was ended before it answered. A step that waits for nobody may be asked again where nothing was heard of it at all.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
const PASSING = [
  'Outage',
  'Stale',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown',
  'Runtime.ExitError',
  'Sandbox.Timedout',
];

const ofTask = (name: string, state: Inner): string[] => {
  const must = [...PASSING, ...(state.Resource.endsWith('.waitForTaskToken') ? [] : ['States.Timeout'])];
  const retried = new Set(state.Retry.flatMap(({ ErrorEquals }) => ErrorEquals));
  const missing = must.filter((error) => !retried.has(error));
  return [
    ...(missing.length === 0 ? [] : [`${name} does not retry ${missing.join(', ')}`]),
    ...(state.TimeoutSeconds === undefined ? [`${name} has no timeout`] : []),
    ...leaks(name, state.Arguments.Payload),
  ];
};

const ofWait = (name: string, state: Task): string[] => {
  const caught = (state.Catch ?? []).some(
    ({ ErrorEquals }) => ErrorEquals.includes('States.Timeout') || ErrorEquals.includes('States.ALL'),
  );
  return [
    ...(JSON.stringify(state.Arguments.Payload).includes(TOKEN) ? [] : [`${name} does not pass its token on`]),
    ...(caught ? [] : [`${name} does not catch its timeout`]),
  ];
};

/** What the validators of AWS let pass and we do not, as sentences. */
export const lint = ({ States, TimeoutSeconds }: Machine<string, string>): string[] => [
  ...(TimeoutSeconds <= 365 * 86_400 ? [] : ['The execution may outlive the year that AWS gives it']),
  ...Object.entries(States).flatMap(([name, state]) => [
    ...(isTask(state) ? ofTask(name, state) : []),
    ...(isMap(state) ? Object.entries(state.ItemProcessor.States).flatMap(([inner, task]) => ofTask(inner, task)) : []),
    ...(waits(state) ? ofWait(name, state) : []),
    ...('Assign' in state && state.Assign ? leaks(name, state.Assign) : []),
  ]),
];
