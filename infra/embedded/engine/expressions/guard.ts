import type jsonata from 'jsonata';

const LONGEST_MS = 3_000; // a recursion fails within 5 s, on a busy machine too
const DEEPEST = 3_000; // nodes of the syntax tree, about 400 nested calls
const SLICE_MS = 10; // then everything else has its turn: jsonata's own awaits never leave the microtask queue

const NAME = ' guard'; // no variable of an expression can have a space in its name

type Watched = { depth: number; calls: number; until: number; slice: number };
const isWatched = (value: unknown): value is Watched => typeof value === 'object' && value !== null && 'slice' in value;

/** What `watch` counts in, one for each evaluation, bound like a variable. */
export const guard = (): Record<string, Watched> => {
  const now = performance.now();
  return { [NAME]: { depth: 0, calls: 0, until: now + LONGEST_MS, slice: now + SLICE_MS } };
};

type Frame = { lookup: (name: string) => unknown };

/** jsonata calls these hooks at every node: an endless recursion ends itself, and never the process. */
export const watch = (expression: jsonata.Expression) => {
  const bind = (name: symbol, value: unknown) => Reflect.apply(expression.assign, expression, [name, value]);
  bind(Symbol.for('jsonata.__evaluate_entry'), (_node: unknown, _input: unknown, frame: Frame) => {
    const count = frame.lookup(NAME);
    if (!isWatched(count)) return undefined;
    count.depth += 1;
    count.calls += 1;
    if (count.depth > DEEPEST) throw new Error('The expression calls itself too deeply.');
    if (count.calls % 256 !== 0) return undefined;
    const now = performance.now();
    if (now > count.until) throw new Error('The expression took too long.');
    if (now < count.slice) return undefined;
    count.slice = now + SLICE_MS;
    return new Promise((resolve) => {
      setImmediate(resolve);
    });
  });
  bind(Symbol.for('jsonata.__evaluate_exit'), (_node: unknown, _input: unknown, frame: Frame) => {
    const count = frame.lookup(NAME);
    if (isWatched(count)) count.depth -= 1;
  });
};
