import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import type { Deployment } from './deployment.ts';
import { dueOn } from './due.ts';
import { invocations, signals } from './invocations.ts';
import type { Emulator } from './ministack.ts';

/**
 * Says when a deployment has nothing left to do but wait for time or people. Nothing on AWS tells, so it is put
 * together: every invocation that began has ended, no message is in an outbox, and every execution that runs has called
 * as often as was answered, has taken what it was answered, and waits. The first two have to hold twice before the
 * executions are asked, because what one hands to another is for a moment with neither; and nothing may have run while
 * they were asked.
 *
 * Whatever a deployment does begins with an invocation: since the last rest none has begun means that it is at rest.
 */
const AGAIN_MS = 30;
const STUCK_MS = 90_000;
/** The last event of an execution that waits for its token. */
const WAITS = ['TaskScheduled', 'TaskSubmitted', 'TaskStarted'];

type Seen = {
  readonly last: number;
  readonly waits: boolean;
  readonly calls: number;
  /** Waits that are over: an answer is taken before the thread of its execution wakes. */
  readonly answered: number;
};

const FOR_TOKEN = /waitForTaskToken/;
const isAnswer = ({ taskSucceededEventDetails: answer, taskFailedEventDetails: otherwise }: HistoryEvent): boolean =>
  FOR_TOKEN.test(answer?.resource ?? otherwise?.resource ?? '');

export const openRest = (emulator: Emulator, deployment: Deployment) => {
  // A step is named after its pipeline; pages and what runs by itself are not called by machines.
  const steps = new Set([...deployment.functions].flatMap(([name, called]) => (name.includes('-') ? [called] : [])));
  const client = new SFNClient(emulator.config);
  const due = dueOn(emulator, deployment);
  const seen = new Map<string, Seen>();
  const gone = new Set<string>();
  let rested = -1;

  const historyOf = async (executionArn: string): Promise<Seen> => {
    const latest = await client.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1, includeExecutionData: false }),
    );
    const last = latest.events?.[0]?.id ?? 0;
    const known = seen.get(executionArn);
    if (known?.last === last) return known;
    const { events = [] } = await client.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000, includeExecutionData: false }),
    );
    const now = {
      last: events.at(-1)?.id ?? 0,
      waits: WAITS.includes(events.at(-1)?.type ?? ''),
      calls: events.filter(({ type }) => type === 'TaskScheduled').length,
      answered: events.filter(isAnswer).length,
    };
    seen.set(executionArn, now);
    return now;
  };

  /** Of every machine at once, as the emulator's list is where no machine is named. */
  const running = async (): Promise<string[]> => {
    const { executions = [] } = await client.send(
      new ListExecutionsCommand({ statusFilter: 'RUNNING', maxResults: 1_000 }),
    );
    return executions.flatMap(({ executionArn = [] }) => executionArn);
  };

  /** Why an execution ended otherwise than it should: the emulator says it nowhere else. */
  const tellOfFailure = async (executionArn: string): Promise<void> => {
    const { status, error, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'FAILED' || status === 'TIMED_OUT') console.warn(`${executionArn}: ${error}: ${cause}`);
  };

  /** @returns how many invocations there have been; nothing while one runs or will follow */
  const quiet = async (): Promise<number | undefined> => {
    const ended = invocations(emulator, 'ended');
    if (invocations(emulator, 'begun') !== ended) return undefined;
    if (ended === rested) return ended;
    return (await due()).some(({ kind, tries }) => kind === 'outbox' && tries === 0) ? undefined : ended;
  };

  const allWait = async (): Promise<boolean> => {
    const arns = await running();
    // Those that have ended since the last look have gone on, too.
    const over = [...seen.keys()].filter((arn) => !gone.has(arn) && !arns.includes(arn));
    const executions = await Promise.all([...arns, ...over].map(historyOf));
    await Promise.all(over.map(tellOfFailure));
    for (const arn of over) gone.add(arn);
    if (executions.slice(0, arns.length).some(({ waits }) => !waits)) return false;
    const calls = [...seen.values()].reduce((sum, each) => sum + each.calls, 0);
    const answered = [...seen.values()].reduce((sum, each) => sum + each.answered, 0);
    if (answered < signals(emulator)) return false;
    return invocations(emulator, 'ended', (name) => steps.has(name)) >= calls;
  };

  return {
    /** @throws when something goes on for longer than anything takes */
    rest: async (): Promise<void> => {
      let before: number | undefined;
      for (const until = performance.now() + STUCK_MS; performance.now() < until; await sleep(AGAIN_MS)) {
        const now = await quiet();
        if (now !== undefined && now === rested) return;
        const twice = now !== undefined && now === before;
        before = now;
        if (!twice || !(await allWait()) || invocations(emulator, 'begun') !== now) continue;
        rested = now;
        return;
      }
      throw new Error(`The deployment does not come to rest. The emulator said last:\n${emulator.said()}`);
    },
  };
};
