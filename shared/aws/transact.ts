import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type DynamoDBClient,
  type TransactWriteItem,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { Outage } from '#shared/faults';
import { ConditionFailed, TransactionTooLarge } from '#shared/table/table';
import { describeFault, passes } from './faults.ts';

/** Together about a second at most: whoever called has 30. */
const ATTEMPTS = 6;
const FIRST_WAIT_MS = 25;

const codes = (error: TransactionCanceledException): string[] =>
  (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');

/** What of a cancelled transaction is an answer, and so is not tried again. */
const answer = (error: TransactionCanceledException): Error | undefined => {
  const reasons = codes(error);
  const failed = reasons.flatMap((code, i) => (code === 'ConditionalCheckFailed' ? [i] : []));
  if (failed.length > 0) return new ConditionFailed(failed);
  const said = error.CancellationReasons?.find(({ Code }) => Code === 'ValidationError')?.Message;
  return said === undefined ? undefined : new TransactionTooLarge(said);
};

/**
 * Writes everything or nothing. A conflict with another transaction passes within milliseconds, so it is tried again
 * here, with jitter, before it becomes an outage that costs a retry of the state machine.
 *
 * The token is the same for every attempt: one that was carried out although its answer got lost is not carried out
 * again. DynamoDB remembers it for ten minutes.
 *
 * @throws {ConditionFailed} {TransactionTooLarge} {Outage}
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export const transact = async (client: DynamoDBClient, TransactItems: TransactWriteItem[]): Promise<void> => {
  const command = new TransactWriteItemsCommand({ TransactItems, ClientRequestToken: randomUUID() });
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(command);
      return;
    } catch (error) {
      const cancelled = error instanceof TransactionCanceledException;
      const final = cancelled ? answer(error) : undefined;
      if (final) throw final;
      if (!cancelled && !passes(error)) throw error;
      if (attempt === ATTEMPTS) {
        const why = cancelled ? codes(error).find((code) => code !== 'None') : describeFault(error).name;
        throw new Outage(`TransactWriteItems: ${why}`, { cause: error });
      }
      await sleep(Math.random() * FIRST_WAIT_MS * 2 ** attempt);
    }
  }
};
