/** One thing a random machine does. Each adds a word to a list, so that the list tells what happened. */
export type Step =
  | { kind: 'pass' }
  | { kind: 'wait'; seconds: number }
  | { kind: 'flaky'; failures: number; interval: number }
  | { kind: 'ask'; timeout: number; heartbeat: number }
  | { kind: 'both'; left: Step[]; right: Step[] }
  | { kind: 'each'; items: number; oneByOne: boolean; steps: Step[] };

/** What a line of steps waits for. A name tells it from every other, as the state's name does in the machine. */
type Needs =
  | { wait: number }
  | { flaky: { failures: number; interval: number } }
  | { ask: { name: string; timeout: number; heartbeat: number } }
  | { all: Line[] };
type Line = Generator<Needs, string[], string[]>;

/** The name of the step at this place, in the model and in the machine. */
export const nameOf = (prefix: string, index: number) => `${prefix}${index}`;

/** The reference: what the steps do, with time and answers left to whoever runs it. */
function* follow(steps: Step[], prefix: string, item = ''): Line {
  const words: string[] = [];
  for (const [index, step] of steps.entries()) {
    const name = nameOf(prefix, index);
    if (step.kind === 'wait') yield { wait: step.seconds };
    if (step.kind === 'flaky') yield { flaky: step };
    if (step.kind === 'ask') words.push(...(yield { ask: { ...step, name: `${name}${item}` } }));
    else if (step.kind === 'both')
      words.push(...(yield { all: [follow(step.left, `${name}l`), follow(step.right, `${name}r`)] }));
    else if (step.kind === 'each') {
      const lines = Array.from({ length: step.items }, (_, i) => follow(step.steps, `${name}m`, `#${i}`));
      if (step.oneByOne) for (const line of lines) words.push(...(yield { all: [line] }));
      else words.push(...(yield { all: lines }));
    } else words.push(step.kind);
  }
  return words;
}

type Waiting = {
  at: number;
  ask?: { name: string; heartbeat: number; timeoutAt: number };
  due: () => void;
  begin: () => void;
};

/** An execution as it should be, in as few words as possible. */
export class Model {
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED' = 'RUNNING';
  output: string[] | undefined;
  private waiting: Waiting[] = [];
  private now: number;
  private answers = new Map<string, (words: string[]) => void>();

  constructor(steps: Step[], now: number) {
    this.now = now;
    this.run(follow(steps, 's'), (words) => {
      this.status = 'SUCCEEDED';
      this.output = words;
    });
  }

  private run(line: Line, done: (words: string[]) => void) {
    const go = (answer: string[]) => {
      const { value, done: isOver } = line.next(answer);
      if (isOver) done(value);
      else if ('all' in value) this.fork(value.all, go);
      else this.await(value, go);
    };
    go([]);
  }

  private fork(lines: Line[], done: (words: string[]) => void) {
    const results: (string[] | undefined)[] = lines.map(() => undefined);
    for (const [index, line] of lines.entries()) {
      this.run(line, (words) => {
        results[index] = words;
        if (!results.includes(undefined)) done(results.flatMap((each) => each ?? []));
      });
    }
  }

  /** Waits for a time or an answer. `begin` begins that again from the start, as a redrive does. */
  private await(needs: Exclude<Needs, { all: Line[] }>, go: (answer: string[]) => void) {
    const leave = (answer: string[]) => {
      this.waiting = this.waiting.filter((each) => each !== here);
      go(answer);
    };
    const here: Waiting = { at: 0, due: () => leave([]), begin: () => undefined };
    if ('wait' in needs) here.begin = () => (here.at = this.now + needs.wait);
    else if ('flaky' in needs) {
      const { failures, interval } = needs.flaky;
      let left = 0;
      const attempt = () => {
        if (left === 0) return leave([]);
        left -= 1;
        here.at = this.now + interval;
      };
      here.due = attempt;
      here.begin = () => {
        left = failures;
        attempt();
      };
    } else {
      const { name, timeout, heartbeat } = needs.ask;
      here.due = () => leave(['timeout']);
      here.begin = () => {
        here.ask = { name, heartbeat, timeoutAt: this.now + timeout };
        here.at = this.now + Math.min(timeout, heartbeat);
      };
      this.answers.set(name, leave);
    }
    this.waiting.push(here);
    here.begin();
  }

  /** The names of what is asked, the most urgent first; of those that are as urgent, by name. */
  get asks(): string[] {
    if (this.status !== 'RUNNING') return [];
    return this.waiting
      .flatMap(({ at, ask }) => (ask ? [{ at, name: ask.name }] : []))
      .toSorted((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1))
      .map(({ name }) => name);
  }

  advance(now: number) {
    const next = () => this.waiting.toSorted((a, b) => a.at - b.at)[0];
    for (let due = next(); this.status === 'RUNNING' && due && due.at <= now; due = next()) {
      this.now = due.at;
      due.due();
    }
    this.now = now;
  }

  answer(name: string, word: string) {
    this.answers.get(name)?.([word]);
  }

  beat(name: string) {
    for (const each of this.waiting) {
      if (each.ask?.name === name) each.at = Math.min(each.ask.timeoutAt, this.now + each.ask.heartbeat);
    }
  }

  /** An answer that says no: nothing catches it. */
  refuse() {
    this.status = 'FAILED';
  }

  stop() {
    if (this.status === 'RUNNING') this.status = 'ABORTED';
  }

  redrive() {
    if (this.status !== 'FAILED' && this.status !== 'ABORTED') return;
    this.status = 'RUNNING';
    for (const each of this.waiting) each.begin();
  }
}
