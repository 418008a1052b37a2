import * as z from 'zod/mini';
import { Attributes } from './expressions.ts';
import { json, type Reply, type Sent } from './wire.ts';

const Asked = z.object({ RequestItems: z.record(z.string(), z.object({ Keys: z.array(Attributes) })) });
const Answered = z.object({ Responses: z.record(z.string(), z.array(Attributes)) });

/**
 * The answer to a BatchGetItem of which only the first half was carried out. One key alone is always carried out: where
 * nothing can be, DynamoDB answers ProvisionedThroughputExceededException.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export const halfOfBatch = (reply: Reply, { body }: Sent): Reply => {
  const { RequestItems } = z.parse(Asked, JSON.parse(body.toString()));
  const { Responses } = z.parse(Answered, JSON.parse(String(reply.body)));
  const left = Object.entries(RequestItems).flatMap(([table, { Keys }]) => {
    const rest = Keys.slice(Math.ceil(Keys.length / 2));
    return rest.length === 0 ? [] : [[table, { Keys: rest }] as const];
  });
  const isLeft = (table: string, item: Attributes) =>
    left.some(([of, { Keys }]) => of === table && Keys.some((key) => isOf(key, item)));
  const done = Object.entries(Responses).map(([table, items]) => [table, items.filter((item) => !isLeft(table, item))]);
  return json(200, { Responses: Object.fromEntries(done), UnprocessedKeys: Object.fromEntries(left) });
};

const isOf = (key: Attributes, item: Attributes): boolean =>
  Object.entries(key).every(([name, { S }]) => S === item[name]?.['S']);
