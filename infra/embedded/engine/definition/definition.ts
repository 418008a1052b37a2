import { createHash } from 'node:crypto';
import * as z from 'zod/mini';

const words = z.optional(z.string());
const json = z.optional(z.unknown());
const fields = z.optional(z.record(z.string(), z.unknown()));

const Retrier = z.looseObject({
  ErrorEquals: z.array(z.string()),
  IntervalSeconds: z.optional(z.number()),
  BackoffRate: z.optional(z.number()),
  MaxAttempts: z.optional(z.number()),
  MaxDelaySeconds: z.optional(z.number()),
  JitterStrategy: z.optional(z.enum(['FULL', 'NONE'])),
});

const Catcher = z.looseObject({ ErrorEquals: z.array(z.string()), Next: z.string(), Assign: fields, Output: json });

const Choice = z.looseObject({ Condition: json, Next: z.string(), Assign: fields, Output: json });

/** All eight state types in one shape: which fields go together is checked by `validate`, before this is parsed. */
const State = z.looseObject({
  Type: z.enum(['Task', 'Wait', 'Pass', 'Succeed', 'Fail', 'Choice', 'Parallel', 'Map']),
  QueryLanguage: words,
  Next: words,
  End: z.optional(z.boolean()),
  Assign: fields,
  Output: json,
  Resource: words,
  Arguments: json,
  // The name of Arguments in a JSONPath state; without a path in it, it means the same.
  Parameters: json,
  TimeoutSeconds: json,
  HeartbeatSeconds: json,
  Retry: z.optional(z.array(Retrier)),
  Catch: z.optional(z.array(Catcher)),
  Choices: z.optional(z.array(Choice)),
  Default: words,
  Seconds: json,
  Timestamp: json,
  Error: json,
  Cause: json,
  Result: json,
  Items: json,
  ItemSelector: json,
  ItemBatcher: fields,
  ItemReader: fields,
  ResultWriter: fields,
  MaxConcurrency: json,
  ToleratedFailureCount: json,
  ToleratedFailurePercentage: json,
  Label: words,
  Credentials: fields,
  get Branches() {
    return z.optional(z.array(Scope));
  },
  get ItemProcessor() {
    return z.optional(Scope);
  },
});

/** What has a StartAt: a whole machine, a branch of a Parallel, or what a Map does for each item. */
export const Scope = z.looseObject({
  StartAt: z.string(),
  get States() {
    return z.record(z.string(), State);
  },
  ProcessorConfig: z.optional(z.looseObject({ Mode: words, ExecutionType: words })),
  TimeoutSeconds: z.optional(z.number()),
  QueryLanguage: words,
});

export type State = z.infer<typeof State>;
export type Scope = z.infer<typeof Scope>;

/** A definition as the engine keeps it: by hash, so that an execution keeps the version it started with. */
export type Version = { hash: string; machine: string; definition: Scope; text: string };

export const hashOf = (machine: string, text: string): string =>
  createHash('sha256').update(`${machine}\n${text}`).digest('hex').slice(0, 32);

export const parseDefinition = (machine: string, text: string): Version => ({
  hash: hashOf(machine, text),
  machine,
  definition: Scope.parse(JSON.parse(text)),
  text,
});

/** The version that the child executions of a distributed Map run: a machine of its own, named after the Map. */
export const childVersion = ({ machine, definition }: Version, { ItemProcessor }: State, label: string): Version => {
  const { ProcessorConfig: _, ...scope } = ItemProcessor ?? {};
  const { QueryLanguage } = definition;
  return parseDefinition(
    `${machine}/${label}`,
    JSON.stringify({ ...scope, ...(QueryLanguage !== undefined && { QueryLanguage }) }),
  );
};

/** Puts function names in the place of `${…}`, as a deployment does. Where nothing is given, the name is the name. */
export const substitute = (definition: object, names: Record<string, string>): string =>
  JSON.stringify(definition, (field, value: unknown) =>
    typeof value !== 'string'
      ? value
      : value.replaceAll(
          /\$\{(\w+)\}/g,
          (whole, name: string) => names[name] ?? (field === 'FunctionName' ? name : whole),
        ),
  );
