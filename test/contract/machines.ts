import { CreateStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { stepFunctions } from '#shared/aws/stepFunctions';
import { virtualClock } from '#infra/embedded/clock';
import { serveEngine } from '#infra/embedded/engine/api/server';
import { startEngine } from '#infra/embedded/engine/engine';
import { openStore } from '#infra/embedded/sqlite';
import { resumable } from '#shared/executions/resume';
import type { Workflows } from '#shared/workflows';
import type { Emulated } from './moto.ts';

/**
 * A host of three state machines: `passes` ends at once, `waits` waits for one answer to its token, and
 * `waits-resumed` is the form of it that can be entered where an execution stood.
 */
export type Place = AsyncDisposable & {
  readonly workflows: Workflows;
  /** False on the emulator: it starts nothing while something runs, cannot stop what waits, and hides why it failed. */
  readonly faithful: boolean;
  /** Waits until the execution has its token. */
  readonly token: (name: string) => Promise<string>;
};

const passes = { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } };

const Payload = z.object({ name: z.string(), token: z.string() });

const found = async (find: () => Promise<string | undefined> | string | undefined): Promise<string> => {
  for (let i = 0; i < 200; i++) {
    const value = await find();
    if (value !== undefined) return value;
    await sleep(50);
  }
  throw new Error('It never waited');
};

const started = async () => {
  const tokens = new Map<string, string>();
  const store = openStore(':memory:');
  const Payloads = { name: '{% $states.context.Execution.Name %}', token: '{% $states.context.Task.Token %}' };
  const Wait = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: { FunctionName: 'ask', Payload: Payloads },
    TimeoutSeconds: 60,
    Output: '{% $round %}',
    End: true,
  };
  const Before = { Type: 'Pass', Assign: { round: 7 }, Next: 'Wait' };
  const waits = { QueryLanguage: 'JSONata', StartAt: 'Before', States: { Before, Wait } };
  const engine = await startEngine({
    store,
    clock: virtualClock(Date.UTC(2019, 2, 11)),
    machines: {
      passes: { QueryLanguage: 'JSONata', ...passes },
      waits,
      'waits-resumed': resumable(waits),
    },
    invoke: (_, payload) => {
      const { name, token } = Payload.parse(payload);
      tokens.set(name, token);
      return Promise.resolve({});
    },
  });
  return {
    engine,
    token: (name: string) => found(() => tokens.get(name)),
    [Symbol.asyncDispose]: async () => {
      await engine.stop();
      store.close();
    },
  };
};

export const onEngine = async (): Promise<Place> => {
  const { engine, ...place } = await started();
  return { ...place, workflows: engine, faithful: true };
};

/** The adapter for AWS, before a server of the protocol that runs JSONata, stops and redrives: the engine's own. */
export const onProtocol = async (): Promise<Place> => {
  const { engine, token, ...place } = await started();
  const api = await serveEngine(engine, 0);
  const client = new SFNClient({
    endpoint: api.url,
    region: 'local',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const arnOf = (machine: string) => `arn:aws:states:local:000000000000:stateMachine:${machine}:live`;
  const names = ['passes', 'waits', 'waits-resumed'];
  return {
    token,
    workflows: stepFunctions(client, Object.fromEntries(names.map((name) => [name, arnOf(name)]))),
    faithful: true,
    [Symbol.asyncDispose]: async () => {
      client.destroy();
      await api.close();
      await place[Symbol.asyncDispose]();
    },
  };
};

/** The emulator's own word for "do run what is started". */
const run = (endpoint: string) =>
  fetch(`${endpoint}/moto-api/config`, {
    method: 'POST',
    body: JSON.stringify({ stepfunctions: { execute_state_machine: true } }),
  });

const Message = z.object({ Messages: z.optional(z.array(z.object({ Body: z.string() }))) });

/** Each place has one of its own: in a region where one execution runs, the emulator starts no other. */
const regions = [
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eu-north-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

/** Moto evaluates no JSONata and runs no function here, so its machine says in JSONPath to a queue that it waits. */
export const onStepFunctions = async ({ endpoint, ...emulated }: Emulated): Promise<Place> => {
  const config = { ...emulated, region: regions.shift() ?? emulated.region };
  await run(endpoint);
  const client = new SFNClient({ endpoint, ...config });
  const queue = async (operation: string, body: object): Promise<unknown> => {
    const headers = {
      'x-amz-target': `AmazonSQS.${operation}`,
      'content-type': 'application/x-amz-json-1.0',
      authorization: `AWS4-HMAC-SHA256 Credential=test/20190311/${config.region}/sqs/aws4_request, SignedHeaders=host, Signature=0`,
    };
    return (await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };
  const { QueueUrl } = z.object({ QueueUrl: z.string() }).parse(await queue('CreateQueue', { QueueName: 'waiting' }));
  const Wait = {
    Type: 'Task',
    Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
    Parameters: { QueueUrl, MessageBody: { 'name.$': '$$.Execution.Name', 'token.$': '$$.Task.Token' } },
    TimeoutSeconds: 60,
    End: true,
  };
  const create = async (name: string, definition: object): Promise<string> => {
    const roleArn = 'arn:aws:iam::123456789012:role/machine';
    const made = await client.send(
      new CreateStateMachineCommand({ name, roleArn, definition: JSON.stringify(definition) }),
    );
    return made.stateMachineArn ?? '';
  };
  const machines = {
    passes: await create('passes', passes),
    waits: await create('waits', { StartAt: 'Wait', States: { Wait } }),
  };
  const tokens = new Map<string, string>();
  const read = async (name: string): Promise<string | undefined> => {
    const { Messages = [] } = Message.parse(await queue('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 }));
    for (const { Body } of Messages) {
      const payload = Payload.parse(JSON.parse(Body));
      tokens.set(payload.name, payload.token);
    }
    return tokens.get(name);
  };
  return {
    workflows: stepFunctions(client, machines),
    faithful: false,
    token: (name) => found(() => read(name)),
    [Symbol.asyncDispose]: () => Promise.resolve(client.destroy()),
  };
};
