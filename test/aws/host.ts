import { readFileSync } from 'node:fs';
import { ROOT } from '#infra/aws/bundle';
import { virtualClock } from '#infra/embedded/clock';
import type { Invoke } from '#infra/embedded/engine/running/flights';
import { openFront } from '#infra/embedded/front';
import { invokeOf } from '#infra/embedded/handlers';
import { dynamoTable } from '#shared/aws/dynamo';
import { kmsKeys } from '#shared/aws/kms';
import type { Keys } from '#shared/keys/keys';
import { parseUnion, writeUnion } from '#shared/people/union';
import { all, type Item, type Table } from '#shared/table/table';
import type { Clock } from '#shared/time/clock';
import { seededRandom } from '#test/fakes';
import { freePort } from '#test/freePort';
import type { Running } from '#test/scenarios/driver/child';
import { clientsOf } from './clients.ts';
import { localDynamo } from './dynamo.ts';
import { text as wireText } from './expressions.ts';
import { deployed } from './functions.ts';
import { functionHosts, KEY, TABLE } from './functionHost.ts';
import { localKms } from './kms.ts';
import { postbox } from './postbox.ts';
import { localS3 } from './s3.ts';
import { type Delivered, localSes } from './ses.ts';
import { localStates } from './states.ts';
import { openStream, type Passing } from './stream.ts';
import { openTime } from './time.ts';
import type { Fate, Reply, Sent, Wire } from './wire.ts';

const MINUTE_MS = 60_000;
/** Two runs of the schedule. */
const LATE_MS = 2 * MINUTE_MS;
const LONGEST_RETRY_MS = 61 * MINUTE_MS;

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
      states: (sent) => states.answer(sent),
    },
    fate: (sent) => weather.fate?.(sent),
    arrived: (sent, reply) => weather.arrived?.(sent, reply),
  };

  const functions = await deployed(functionHosts(wire, { url, clock, random }));
  const later = (run: () => void) => void clock.at(clock.now() + LATE_MS, run);
  const stream = openStream(functions.background, later, weather.passage);
  const invoke = invokeOf(functions.steps);
  const states = await localStates(clock, weather.invoking?.(invoke, clock) ?? invoke);

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
        await Promise.all([stream.idle(), states.idle()]);
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
    executions: states.executions,
    said: () => '',
    stop: async () => {
      await front.close();
      await states.stop();
    },
  };
};
