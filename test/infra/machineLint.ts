import type { Machine, MachineState, TaskState } from '#shared/asl';

type AnyState = MachineState<string, string>;
type Task = TaskState<string, string>;

const isTask = (state: AnyState): state is Task => state.Type === 'Task';
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

const ofTask = (name: string, state: Task): string[] => {
  const outages = state.Retry.some(
    ({ ErrorEquals }) => ErrorEquals.includes('Outage') && ErrorEquals.includes('Lambda.TooManyRequestsException'),
  );
  return [
    ...(outages ? [] : [`${name} does not retry outages`]),
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
    ...(waits(state) ? ofWait(name, state) : []),
    ...('Assign' in state && state.Assign ? leaks(name, state.Assign) : []),
  ]),
];
