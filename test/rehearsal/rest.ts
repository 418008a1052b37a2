import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { dueShards } from '#shared/outbox/messages';
import { type Deployment, machineOf } from './deployment.ts';
import type { Emulator } from './ministack.ts';

/**
 * Says when a deployment has nothing left to do but wait for time or people. Nothing on AWS tells, so it is put
 * together: no message is in an outbox, every invocation that began has ended, and every execution that runs has
 * called as often as was answered, and waits. Twice the same, because what one of them hands to another is for a
 * moment with neither.
 */
const AGAIN_MS = 30;
const STUCK_MS = 90_000;
/** The last event of an execution that waits for its token. */
const WAITS = ['TaskScheduled', 'TaskSubmitted', 'TaskStarted'];

type Seen = { readonly last: number; readonly waits: boolean; readonly calls: number };

const counted = (folder: string, of: (name: string) => boolean): number =>
  readdirSync(folder).reduce((sum, name) => sum + (of(name) ? statSync(join(folder, name)).size : 0), 0);

export const openRest = (emulator: Emulator, { table, machines, functions }: Deployment) => {
  // A step is named after its pipeline; pages and what runs by itself are not called by machines.
  const steps = new Set([...functions].flatMap(([name, deployed]) => (name.includes('-') ? [deployed] : [])));
  const client = new SFNClient(emulator.config);
  const seen = new Map<string, Seen>();

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
    };
    seen.set(executionArn, now);
    return now;
  };

  const running = async (): Promise<string[]> => {
    const lists = await Promise.all(
      Object.values(machines).map((alias) =>
        client.send(
          new ListExecutionsCommand({
            stateMachineArn: machineOf(alias),
            statusFilter: 'RUNNING',
            maxResults: 1_000,
          }),
        ),
      ),
    );
    return lists.flatMap(({ executions = [] }) => executions.flatMap(({ executionArn = [] }) => executionArn));
  };

  const invocations = (kind: 'begun' | 'ended', of: (name: string) => boolean = () => true): number =>
    counted(join(emulator.folder, kind), of);

  /** Why an execution ended otherwise than it should: the emulator says it nowhere else. */
  const tellOfFailure = async (executionArn: string): Promise<void> => {
    const { status, error, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'FAILED' || status === 'TIMED_OUT') console.warn(`${executionArn}: ${error}: ${cause}`);
  };

  /** @returns what it saw, as a text that changes with everything that happens; nothing while something goes on */
  const look = async (): Promise<string | undefined> => {
    const ended = invocations('ended');
    if (invocations('begun') !== ended) return undefined;
    const due = await Promise.all(dueShards.map((pk) => table.query({ index: 'due', pk, limit: 200 })));
    if (due.some(({ items }) => items.some(({ kind, tries }) => kind === 'outbox' && tries === 0))) return undefined;
    const arns = await running();
    // Those that have ended since the last look have called once more, too.
    const over = [...seen].flatMap(([arn, { waits }]) => (waits && !arns.includes(arn) ? [arn] : []));
    const executions = await Promise.all([...arns, ...over].map(historyOf));
    await Promise.all(over.map(tellOfFailure));
    if (executions.slice(0, arns.length).some(({ waits }) => !waits)) return undefined;
    const calls = [...seen.values()].reduce((sum, each) => sum + each.calls, 0);
    if (invocations('ended', (name) => steps.has(name)) < calls) return undefined;
    return [ended, ...[...seen].map(([arn, { last }]) => `${arn} ${last}`)].join('\n');
  };

  return {
    /** @throws when something goes on for longer than anything takes */
    rest: async (): Promise<void> => {
      let before: string | undefined;
      for (const until = performance.now() + STUCK_MS; performance.now() < until; await sleep(AGAIN_MS)) {
        const now = await look();
        if (now !== undefined && now === before) return;
        before = now;
      }
      throw new Error(`The deployment does not come to rest. The emulator said last:\n${emulator.said()}`);
    },
  };
};
