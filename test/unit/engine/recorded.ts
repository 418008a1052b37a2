import * as z from 'zod/mini';
import { FunctionError } from '#infra/embedded/engine/failure';

const Event = z.looseObject({ type: z.string(), state: z.optional(z.string()), id: z.unknown(), prev: z.unknown() });

/** An execution that was recorded on AWS. */
export const Case = z.looseObject({
  id: z.string(),
  definition: z.record(z.string(), z.unknown()),
  input: z.unknown(),
  stubs: z.looseObject({ lambdas: z.record(z.string(), z.looseObject({ arn: z.string(), behaviour: z.string() })) }),
  normalise: z.array(z.tuple([z.string(), z.string()])),
  wildcardWords: z.array(z.string()),
  expected: z.looseObject({
    status: z.string(),
    output: z.optional(z.unknown()),
    error: z.optional(z.nullable(z.string())),
    cause: z.optional(z.nullable(z.string())),
    events: z.optional(z.array(Event)),
    history: z.optional(z.array(z.record(z.string(), z.unknown()))),
  }),
});
export type Case = z.infer<typeof Case>;

/** What the stubbed functions of the recordings do. */
export const behave = (behaviour: string, payload: unknown): unknown => {
  if (behaviour === 'echo') return payload;
  if (behaviour === 'constHelloWorld') return { Return: 'HelloWorld' };
  if (behaviour === 'raiseException') {
    throw new FunctionError('Exception', {
      errorMessage: 'Some exception was raised.',
      errorType: 'Exception',
      requestId: '00000000-0000-0000-0000-000000000000',
      stackTrace: [
        '  File "/var/task/handler.py", line 2, in handler\n    raise Exception("Some exception was raised.")\n',
      ],
    });
  }
  throw new Error(`No function behaves like ${behaviour}`);
};

const parsed = (value: unknown): unknown => {
  if (typeof value !== 'string' || !/^[[{"]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

/** A recording with `<…>` inside leaves those places open. */
const holes = (text: string) =>
  new RegExp(
    `^${text
      .split(/<[^<>]*>/)
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  );

const ignored = new Set(['SdkHttpMetadata', 'SdkResponseMetadata']);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Whether an answer is the recorded one: what differs from run to run is a wildcard in the recording. */
export const agrees = (actual: unknown, expected: unknown, { normalise, wildcardWords }: Case): boolean => {
  const wild = new Set(['timestamp', 'date', 'snf_role_arn', ...wildcardWords]);
  const normal = (text: string) =>
    normalise.reduce((all, [from, to]) => all.replaceAll(new RegExp(from, 'g'), to), text);
  const same = (one: unknown, other: unknown): boolean => {
    if (typeof other === 'string' && (wild.has(other) || /^<.*>$/s.test(other))) return one !== undefined;
    if (one === other) return true;
    if (typeof one === 'string' && typeof other === 'string' && holes(other).test(normal(one))) return true;
    const [a, b] = [parsed(typeof one === 'string' ? normal(one) : one), parsed(other)];
    if (!isObject(a) || !isObject(b)) return a === b;
    if (Array.isArray(a) !== Array.isArray(b)) return false;
    const keys = new Set([...Object.keys(a), ...Object.keys(b)].filter((key) => !ignored.has(key)));
    return [...keys].every((key) => same(a[key], b[key]));
  };
  return same(actual ?? null, expected ?? null);
};
