/**
 * State machines as plain Amazon States Language (JSONata), checked while they are typed. `Machine` allows only what
 * both hosts run, so they cannot drift apart. Functions are named by substitutions: `${ask}`.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
export type Machine<State extends string, Step extends string> = {
  readonly Comment: string;
  readonly QueryLanguage: 'JSONata';
  readonly StartAt: NoInfer<State>;
  readonly TimeoutSeconds: number;
  readonly States: Readonly<Record<State, MachineState<NoInfer<State>, Step>>>;
};

/** `{% … %}`, or a value with such texts in it. */
export type Template = string | number | boolean | null | readonly Template[] | { readonly [name: string]: Template };
type Assign = { readonly Assign?: Readonly<Record<string, Template>> };

export type MachineState<State extends string, Step extends string> =
  | (TaskState<State, Step> & Assign)
  | (MapState<State, Step> & Assign)
  | (ChoiceState<State> & Assign)
  | ({ readonly Type: 'Pass'; readonly Output?: Template; readonly Next: State } & Assign)
  | ({ readonly Type: 'Wait'; readonly Timestamp: string; readonly Next: State } & Assign)
  | { readonly Type: 'Succeed'; readonly Output?: Template }
  | { readonly Type: 'Fail'; readonly Error: string; readonly Cause: string };

export type TaskState<State extends string, Step extends string> = {
  readonly Type: 'Task';
  readonly Resource: 'arn:aws:states:::lambda:invoke' | 'arn:aws:states:::lambda:invoke.waitForTaskToken';
  readonly Arguments: { readonly FunctionName: `\${${Step}}`; readonly Payload: Readonly<Record<string, Template>> };
  readonly Output?: Template;
  readonly TimeoutSeconds: number | string;
  readonly Retry: readonly Retrier[];
  readonly Catch?: readonly Catcher<State>[];
} & ({ readonly Next: State; readonly End?: never } | { readonly End: true; readonly Next?: never });

/** Work on many batches at once, each an execution of its own: a campaign's length in states stays the same. */
export type MapState<State extends string, Step extends string> = {
  readonly Type: 'Map';
  readonly Label: string;
  readonly Items: string;
  readonly ItemSelector: Readonly<Record<string, Template>>;
  readonly ItemProcessor: {
    readonly ProcessorConfig: { readonly Mode: 'DISTRIBUTED'; readonly ExecutionType: 'STANDARD' };
    readonly StartAt: string;
    readonly States: Readonly<Record<string, Omit<TaskState<never, Step>, 'Next' | 'Catch'> & { readonly End: true }>>;
  };
  readonly MaxConcurrency: number;
  readonly Output?: Template;
  readonly Next: State;
};

export type ChoiceState<State extends string> = {
  readonly Type: 'Choice';
  readonly Choices: readonly (Assign & { readonly Condition: string; readonly Next: State })[];
  readonly Default: State;
};

type Retrier = {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxAttempts: number;
  readonly MaxDelaySeconds?: number;
};
type Catcher<State extends string> = Assign & { readonly ErrorEquals: readonly string[]; readonly Next: State };

/**
 * A machine whose steps are these. Its states are those that it names; that every `Next` is one of them is checked while
 * it is typed.
 */
export const machineOf =
  <Step extends string>() =>
  <State extends string>(machine: Machine<State, Step>) =>
    machine;
