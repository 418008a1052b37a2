/** One thing a random machine does. Each adds a word to a list, so that the list tells what happened. */
export type Step =
  | { kind: 'pass' }
  | { kind: 'wait'; seconds: number }
  | { kind: 'flaky'; failures: number; interval: number }
  | { kind: 'ask'; timeout: number }
  | { kind: 'both'; left: Step[]; right: Step[] };

type Needs = { wait: number } | { ask: number } | { all: Step[][] };
type Line = Generator<Needs, string[], string[]>;

/** The reference: what the steps do, with time and answers left to whoever runs it. */
function* follow(steps: Step[]): Line {
  const words: string[] = [];
  for (const step of steps) {
    if (step.kind === 'wait') yield { wait: step.seconds };
    if (step.kind === 'flaky') for (let i = 0; i < step.failures; i += 1) yield { wait: step.interval };
    if (step.kind === 'ask') words.push(...(yield { ask: step.timeout }));
    else if (step.kind === 'both') words.push(...(yield { all: [step.left, step.right] }));
    else words.push(step.kind);
  }
  return words;
}

type Waiting = { at: number; isAsk: boolean; go: (answer: string[]) => void };

/** An execution as it should be, in as few words as possible. */
export class Model {
  status: 'RUNNING' | 'SUCCEEDED' | 'ABORTED' = 'RUNNING';
  output: string[] | undefined;
  private waiting: Waiting[] = [];
  private now: number;

  constructor(steps: Step[], now: number) {
    this.now = now;
    this.run(follow(steps), (words) => {
      this.status = 'SUCCEEDED';
      this.output = words;
    });
  }

  private run(line: Line, done: (words: string[]) => void) {
    const go = (answer: string[]) => {
      const { value, done: isOver } = line.next(answer);
      if (isOver) done(value);
      else if ('all' in value) this.fork(value.all, go);
      else {
        const isAsk = 'ask' in value;
        this.waiting.push({ at: this.now + ('ask' in value ? value.ask : value.wait), isAsk, go });
      }
    };
    go([]);
  }

  private fork(branches: Step[][], done: (words: string[]) => void) {
    const results: (string[] | undefined)[] = branches.map(() => undefined);
    for (const [index, steps] of branches.entries()) {
      this.run(follow(steps), (words) => {
        results[index] = words;
        if (!results.includes(undefined)) done(results.flatMap((each) => each ?? []));
      });
    }
  }

  get asks() {
    return this.status === 'RUNNING' ? this.waiting.filter(({ isAsk }) => isAsk).length : 0;
  }

  advance(now: number) {
    const next = () => this.waiting.toSorted((a, b) => a.at - b.at)[0];
    for (let due = next(); this.status === 'RUNNING' && due && due.at <= now; due = next()) {
      this.now = due.at;
      this.waiting = this.waiting.filter((each) => each !== due);
      due.go(due.isAsk ? ['timeout'] : []);
    }
    this.now = now;
  }

  /** Answers the ask that has the earliest deadline. */
  answer(word: string) {
    const ask = this.waiting.filter(({ isAsk }) => isAsk).toSorted((a, b) => a.at - b.at)[0];
    if (this.status !== 'RUNNING' || !ask) return;
    this.waiting = this.waiting.filter((each) => each !== ask);
    ask.go([word]);
  }

  stop() {
    if (this.status === 'RUNNING') this.status = 'ABORTED';
  }
}
