import * as z from 'zod/mini';
import { Attributes, holds, inOrder, Invalid, Names, text, updated } from './expressions.ts';
import { keyOf, openPlaces } from './places.ts';
import { type Answering, json, type Reply } from './wire.ts';

/**
 * DynamoDB as the table port uses it, in this process: fast enough for a replay per fault, and with what an emulator of
 * today leaves out (a transaction that is repeated with its token is the same transaction). The table's contract suite
 * runs on it as on the emulator.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export type Dynamo = {
  readonly answer: Answering;
  /** Every item, for whoever compares. */
  readonly items: () => readonly Attributes[];
};

type Options = {
  readonly now: () => number;
  /** Told of every item that is put or changed. */
  readonly written?: (key: { pk: string; sk: string }, isNew: boolean) => void;
  /** At most so many items a page, though the request asks for more: as a page of 1 MB ends early. */
  readonly pageOf?: () => number;
  /** After so many more requests an eventually consistent read sees a write. */
  readonly lagOf?: () => number;
};

const TOKEN_LIVES_MS = 10 * 60_000;
const On = { ExpressionAttributeNames: Names, ExpressionAttributeValues: z._default(Attributes, {}) };
const Operation = z.object({
  ...On,
  Item: z.optional(Attributes),
  Key: z.optional(Attributes),
  ConditionExpression: z.optional(z.string()),
  UpdateExpression: z.optional(z.string()),
});
type Operation = z.infer<typeof Operation>;
const Transaction = z.object({
  ClientRequestToken: z.string(),
  TransactItems: z.array(z.record(z.enum(['Put', 'Delete', 'Update', 'ConditionCheck']), z.optional(Operation))),
});
const Query = z.object({
  ...On,
  KeyConditionExpression: z.string(),
  IndexName: z.optional(z.string()),
  ConsistentRead: z.optional(z.boolean()),
  ScanIndexForward: z._default(z.boolean(), true),
  Limit: z._default(z.number(), 1_000),
  ExclusiveStartKey: z.optional(Attributes),
});

const Get = z.object({ Key: Attributes, ConsistentRead: z.optional(z.boolean()) });
const Batch = z.object({ RequestItems: z.record(z.string(), z.object({ Keys: z.array(Attributes) })) });

const onOf = (of: Operation | z.infer<typeof Query>) => ({
  names: of.ExpressionAttributeNames,
  values: of.ExpressionAttributeValues,
});
const fault = (type: string, more: object = {}): Reply =>
  json(400, { __type: `com.amazonaws.dynamodb.v20120810#${type}`, ...more });

export const localDynamo = ({
  now,
  written = () => undefined,
  pageOf = () => Infinity,
  lagOf = () => 0,
}: Options): Dynamo => {
  const places = openPlaces();
  const tokens = new Map<string, { readonly body: string; readonly until: number }>();
  /** What eventually consistent reads see, and the writes that they do not see yet. */
  const [seen, unseen] = [openPlaces(), new Array<{ readonly at: number; readonly apply: () => void }>()];
  let requests = 0;

  const keep = (key: Attributes, item: Attributes | undefined) => {
    const isNew = places.read(key) === undefined;
    places.keep(key, item);
    unseen.push({ at: requests + lagOf(), apply: () => seen.keep(key, item) });
    if (item) written(keyOf(key), isNew);
  };
  const catchUp = () => {
    while (unseen[0] && unseen[0].at <= requests) unseen.shift()?.apply();
  };

  const carryOut = (verb: string, write: Operation): void => {
    const key = write.Item ?? write.Key ?? {};
    if (verb === 'Put') keep(key, write.Item);
    else if (verb === 'Delete') keep(key, undefined);
    else if (verb === 'Update') keep(key, updated(write.UpdateExpression ?? '', onOf(write), places.read(key) ?? key));
  };

  const alone = (verb: string, body: string): Reply => {
    const write = z.parse(Operation, JSON.parse(body));
    const before = places.read(write.Item ?? write.Key ?? {});
    if (!holds(write.ConditionExpression, onOf(write), before ?? {}))
      return fault('ConditionalCheckFailedException', { Item: before });
    carryOut(verb, write);
    return json(200, {});
  };

  const transact = (body: string): Reply => {
    const { ClientRequestToken: token, TransactItems } = z.parse(Transaction, JSON.parse(body));
    const known = tokens.get(token);
    if (known && known.until > now())
      return known.body === body ? json(200, {}) : fault('IdempotentParameterMismatchException');
    const writes = TransactItems.flatMap((each) =>
      Object.entries(each).flatMap(([verb, write]) =>
        write ? [{ verb, write, key: write.Item ?? write.Key ?? {} }] : [],
      ),
    );
    const kept = writes.map(({ write, key }) => holds(write.ConditionExpression, onOf(write), places.read(key) ?? {}));
    if (kept.includes(false)) {
      const CancellationReasons = kept.map((ok) => ({ Code: ok ? 'None' : 'ConditionalCheckFailed' }));
      return fault('TransactionCanceledException', { CancellationReasons });
    }
    for (const { verb, write } of writes) carryOut(verb, write);
    tokens.set(token, { body, until: now() + TOKEN_LIVES_MS });
    return json(200, {});
  };

  const query = (body: string): Reply => {
    const asked = z.parse(Query, JSON.parse(body));
    const {
      IndexName: index,
      KeyConditionExpression: range,
      ScanIndexForward,
      Limit,
      ExclusiveStartKey: after,
    } = asked;
    if (index !== undefined && asked.ConsistentRead) throw new Invalid('Consistent reads are not supported on indexes');
    const fields = index === undefined ? ['pk', 'sk'] : [`${index}Pk`, `${index}Sk`];
    const pk = Object.entries(asked.ExpressionAttributeNames).find(([, field]) => field === fields[0])?.[0];
    const value = new RegExp(`^${pk} = (:\\d+)`).exec(range)?.[1] ?? '';
    const order = inOrder([...fields.slice(1), 'pk', 'sk']);
    const found = [
      ...(asked.ConsistentRead ? places : seen)
        .partition(index ?? '', text(asked.ExpressionAttributeValues, value) ?? '')
        .values(),
    ]
      .filter((item) => holds(range, onOf(asked), item))
      .toSorted((a, b) => (ScanIndexForward ? order(a, b) : order(b, a)));
    const left = after
      ? found.filter((item) => (ScanIndexForward ? order(item, after) : order(after, item)) > 0)
      : found;
    const Items = left.slice(0, Math.min(Limit, pageOf()));
    const last = Items.length < left.length || Items.length === Limit ? Items.at(-1) : undefined;
    const names = [...new Set(['pk', 'sk', ...fields])];
    return json(200, {
      Items,
      Count: Items.length,
      ...(last && { LastEvaluatedKey: Object.fromEntries(names.map((name) => [name, last[name]])) }),
    });
  };

  const operations: Readonly<Record<string, (body: string) => Reply>> = {
    GetItem: (body) => {
      const { Key, ConsistentRead } = z.parse(Get, JSON.parse(body));
      return json(200, { Item: (ConsistentRead ? places : seen).read(Key) });
    },
    BatchGetItem: (body) => {
      const { RequestItems } = z.parse(Batch, JSON.parse(body));
      const Responses = Object.entries(RequestItems).map(([name, { Keys }]) => [
        name,
        Keys.flatMap((key) => seen.read(key) ?? []),
      ]);
      return json(200, { Responses: Object.fromEntries(Responses), UnprocessedKeys: {} });
    },
    PutItem: (body) => alone('Put', body),
    DeleteItem: (body) => alone('Delete', body),
    UpdateItem: (body) => alone('Update', body),
    Query: query,
    TransactWriteItems: transact,
  };

  return {
    answer: ({ operation, body }) => {
      try {
        catchUp();
        requests += 1;
        return operations[operation]?.(body.toString()) ?? fault('UnknownOperationException');
      } catch (error) {
        if (error instanceof Invalid) return fault(error.name, { message: error.message });
        throw error;
      }
    },
    items: places.items,
  };
};
