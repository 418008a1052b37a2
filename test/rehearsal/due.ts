import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { Deployment } from './deployment.ts';
import type { Emulator } from './ministack.ts';

const Due = z.object({ dueSk: z.string(), kind: z.optional(z.string()), tries: z.optional(z.number()) });
type Due = z.infer<typeof Due>;

/**
 * Everything in a deployment that has to be looked at again some time. The index is read as a whole, as no function
 * may: the emulator looks through all its items for each shard that is asked for, so this is an eighth of the work.
 */
export const dueOn = (emulator: Emulator, { names }: Pick<Deployment, 'names'>) => {
  const client = new DynamoDBClient(emulator.config);
  return async (): Promise<readonly Due[]> => {
    const found: Due[] = [];
    const asked = {
      TableName: names.table,
      IndexName: 'due',
      ProjectionExpression: 'dueSk, #kind, tries',
      ExpressionAttributeNames: { '#kind': 'kind' },
    };
    for await (const { Items = [] } of paginateScan({ client }, asked)) {
      found.push(...Items.map((item) => Due.parse(unmarshall(item))));
    }
    return found;
  };
};

/** @returns when the first of it becomes due, in milliseconds since 1970 */
export const firstOf = (due: readonly Due[]): number | undefined =>
  due.length === 0 ? undefined : Math.min(...due.map(({ dueSk }) => Date.parse(dueSk)));
