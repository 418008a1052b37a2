import { createServer } from 'node:net';
import { readFileSync } from 'node:fs';
import { ROOT } from '#infra/aws/bundle';
import type { FunctionSpec } from '#infra/aws/functions';
import { virtualClock } from '#infra/embedded/clock';
import { serveEngine } from '#infra/embedded/engine/api/server';
import { startEngine } from '#infra/embedded/engine/engine';
import type { Invoke } from '#infra/embedded/engine/running/flights';
import { type Direct, openFront } from '#infra/embedded/front';
import { invokeOf, machinesOf } from '#infra/embedded/handlers';
import { openStore } from '#infra/embedded/sqlite';
import { dynamoTable } from '#shared/aws/dynamo';
import { kmsKeys } from '#shared/aws/kms';
import { lazyPorts, type Ports } from '#shared/aws/ports';
import { s3Files } from '#shared/aws/s3';
import { sesMail } from '#shared/aws/ses';
import { stepFunctions } from '#shared/aws/stepFunctions';
import type { Host, HostProvider } from '#shared/host';
import { cssPath } from '#shared/html/style.css';
import type { Keys } from '#shared/keys/keys';
import { organisation } from '#shared/people/organisation';
import { parseUnion, writeUnion } from '#shared/people/union';
import { all, type Item, type Table } from '#shared/table/table';
import type { Clock } from '#shared/time/clock';
import { shippedYears } from '#shared/time/calendars/shipped';
import { workingCalendar } from '#shared/time/workingDays';
import { seededRandom } from '#test/fakes';
import type { Running } from '#test/scenarios/driver/child';
import { pipelines } from '#workflows/index';
import { ACCOUNT, clientsOf, REGION } from './clients.ts';
import { localDynamo } from './dynamo.ts';
import { text as wireText } from './expressions.ts';
import { deployed } from './functions.ts';
import { localKms } from './kms.ts';
import { BUCKET, localS3, S3_PATH } from './s3.ts';
import { type Delivered, localSes } from './ses.ts';
import { openStream, type Passing } from './stream.ts';
import { openTime } from './time.ts';
import type { Answering, Fate, Reply, Sent, Wire } from './wire.ts';

export const TABLE = 'table';
export const KEY = 'key';
export const SENDER = 'nuanliu@union.example';
const MINUTE_MS = 60_000;
/** Two runs of the schedule. */
const LATE_MS = 2 * MINUTE_MS;
const LONGEST_RETRY_MS = 61 * MINUTE_MS;
const calendar = workingCalendar(shippedYears());

/** What may go wrong on the way, and who listens. Nothing does where nothing is said. */
export type Weather = {
  readonly fate?: (sent: Sent) => Fate | undefined;
  readonly arrived?: (sent: Sent, reply: Reply) => void;
  /** A browser has posted a file under what this role had signed. */
  readonly posted?: (role: string) => void;
  readonly passage?: Passing;
  /** Stands between a state machine and its function. */
  readonly invoking?: (invoke: Invoke, clock: Clock) => Invoke;
  readonly pageOf?: () => number;
  readonly lagOf?: () => number;
  /** Before each request of a player. */
  readonly sending?: () => void;
};

/** The functions, pages and machines of a deployment on the adapters of AWS, under a virtual clock. */
export type OnAws = Running & {
  readonly table: Table;
  readonly keys: Keys;
  readonly items: () => Promise<Item[]>;
  readonly mails: () => readonly Delivered[];
  readonly executions: () => Promise<{ name: string; status: string }[]>;
  /** Lets the longest time pass that something is put off. */
  readonly settle: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const definitions = machinesOf(Object.values(pipelines));
const machines = Object.fromEntries(
  Object.keys(definitions).map((name) => [name, `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${name}:live`]),
);
/** As CloudFormation numbers them: each has been deployed once. */
const versions = Object.fromEntries(Object.keys(definitions).map((name) => [name, '1']));

type Starting = { readonly at: string; readonly union?: string; readonly seed?: string };

export const startOnAws = async ({ at, union, seed = 'on AWS' }: Starting, weather: Weather = {}): Promise<OnAws> => {
  const clock = virtualClock(Date.parse(at));
  const url = new URL(`http://127.0.0.1:${await freePort()}/`);
  const mails: Delivered[] = [];
  const random = seededRandom(seed);
  let founded = false;
  const dynamo = localDynamo({
    now: () => clock.now(),
    written: (key, isNew) => stream.written(key, isNew),
    ...(weather.pageOf && { pageOf: weather.pageOf }),
    lagOf: () => (founded ? (weather.lagOf?.() ?? 0) : 0),
  });
  const s3 = localS3((role) => weather.posted?.(role));
  const wire: Wire = {
    now: () => clock.now(),
    services: {
      dynamodb: dynamo.answer,
      kms: localKms(KEY),
      ses: localSes(
        () => clock.now(),
        (mail) => mails.push(mail),
      ),
      s3: s3.answer,
      states: (sent) => states(sent),
    },
    fate: (sent) => weather.fate?.(sent),
    arrived: (sent, reply) => weather.arrived?.(sent, reply),
  };

  const worldOf = ({ name, ports: named }: Pick<FunctionSpec, 'name' | 'ports'>): HostProvider => {
    const open = clientsOf(wire, name, new URL(S3_PATH, url).href);
    const every: Required<Ports> = {
      table: () => Promise.resolve(dynamoTable(open.dynamo(), TABLE)),
      keys: (table) => Promise.resolve(kmsKeys(open.kms(), KEY, table)),
      files: (host) => Promise.resolve(s3Files(open.s3(), BUCKET, host.clock)),
      mail: () => Promise.resolve(sesMail(open.ses(), `暖流 <${SENDER}>`, 'set')),
      workflows: () => Promise.resolve(stepFunctions(open.states(), machines)),
    };
    const { keys, files, mail, workflows } = every;
    const ports: Ports = {
      table: every.table,
      ...(named.includes('keys') && { keys }),
      ...(named.includes('files') && { files }),
      ...(named.includes('mail') && { mail }),
      ...(named.includes('workflows') && { workflows }),
    };
    const adapters = lazyPorts(ports, clock);
    const host: Host = {
      ...adapters,
      clock,
      random,
      calendars: { working: () => calendar },
      site: { url, style: cssPath, about: organisation(adapters.table).about },
      versions,
    };
    return () => Promise.resolve(host);
  };

  const functions = await deployed(worldOf);
  const later = (run: () => void) => void clock.at(clock.now() + LATE_MS, run);
  const stream = openStream(functions.background, later, weather.passage);
  const store = openStore(':memory:');
  const invoke = invokeOf(functions.steps);
  const engine = await startEngine({
    store,
    clock,
    machines: definitions,
    invoke: weather.invoking?.(invoke, clock) ?? invoke,
  });
  const api = await serveEngine(engine, 0);
  const states: Answering = async ({ operation, body }) => {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${operation}` };
    const answer = await fetch(api.url, { method: 'POST', headers, body: new Uint8Array(body) });
    return { status: answer.status, headers: { 'content-type': headers['content-type'] }, body: await answer.bytes() };
  };

  // Whoever set the federation up did it before: nothing goes wrong with that.
  const calm = clientsOf({ ...wire, fate: () => undefined, arrived: () => undefined }, 'founder', url.href);
  const table = dynamoTable(calm.dynamo(), TABLE);
  const text = readFileSync(union ?? new URL('infra/embedded/sample/union.yaml', ROOT), 'utf8');
  await writeUnion(table, parseUnion(text), { sample: union === undefined });
  founded = true;

  const time = openTime({
    clock,
    idle: async () => {
      for (let quiet = 0; quiet < 2; quiet += 1) {
        await Promise.all([stream.idle(), engine.idle(), store.drained()]);
        await new Promise(setImmediate);
      }
    },
    minutely: () => functions.background({}),
    due: () => dynamo.items().flatMap((item) => Date.parse(wireText(item, 'dueSk') ?? '') || []),
  });
  const front = await openFront({
    hostname: '127.0.0.1',
    port: Number(url.port),
    pages: functions.pages,
    direct: [s3.upload, time.control, postbox(mails)],
  });
  return {
    url,
    table,
    keys: kmsKeys(calm.kms(), KEY, table),
    up: () => Promise.resolve(),
    again: () => time.wait(MINUTE_MS),
    settle: () => time.wait(LONGEST_RETRY_MS),
    ...(weather.sending && { sending: weather.sending }),
    items: async () => {
      const partitions = new Set(dynamo.items().map((item) => wireText(item, 'pk') ?? ''));
      return (await Promise.all([...partitions].map((pk) => all(table, { pk })))).flat();
    },
    mails: () => mails,
    executions: async () => {
      const lists = Object.keys(machines).map((machine) => engine.listExecutions({ machine, limit: 1_000 }));
      return (await Promise.all(lists)).flatMap(({ executions }) => executions);
    },
    said: () => '',
    stop: async () => {
      await front.close();
      await api.close();
      await engine.stop();
      store.close();
    },
  };
};

/** Mail as the players read it: a mail that came twice is one. */
const postbox = (mails: readonly Delivered[]): Direct => ({
  path: '/_mail/messages',
  answer: (request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://localhost');
    const [since, to] = [Number(searchParams.get('since') ?? 0), searchParams.get('to')];
    const found = mails.filter((mail) => mail.at >= since && (to === null || mail.to === to));
    const once = [...new Map(found.map((mail) => [mail.id, mail])).values()];
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(once));
    return Promise.resolve();
  },
});
