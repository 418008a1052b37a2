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

/** Reasons that pass by themselves: somebody else is writing one of the items, or the table is busy. */
const PASSING = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

const codes = ({ CancellationReasons = [] }: TransactionCanceledException): string[] =>
  CancellationReasons.map(({ Code }) => Code ?? 'None').filter((code) => code !== 'None');

/** What a cancelled transaction answers, where that is an answer and not a matter of time. */
const answer = (error: TransactionCanceledException): Error | undefined => {
  const reasons = error.CancellationReasons ?? [];
  const failed = reasons.flatMap(({ Code }, i) => (Code === 'ConditionalCheckFailed' ? [i] : []));
  if (failed.length > 0) return new ConditionFailed(failed);
  const invalid = reasons.find(({ Code }) => Code === 'ValidationError' || Code === 'ItemCollectionSizeLimitExceeded');
  if (invalid) return new TransactionTooLarge(invalid.Message ?? 'DynamoDB refused it');
  return codes(error).every((code) => PASSING.has(code)) ? undefined : error;
};

/**
 * Writes everything or nothing. A conflict with another transaction passes within milliseconds, so it is tried again
 * here, with jitter, before it becomes an outage that costs a retry of the state machine. What else passes the SDK has
 * tried again already: together that would be longer than anybody waits.
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
    } catch (cause) {
      const cancelled = cause instanceof TransactionCanceledException;
      const final = cancelled ? answer(cause) : undefined;
      if (final) throw final;
      if (!cancelled && !passes(cause)) throw cause;
      if (!cancelled || attempt === ATTEMPTS) {
        const why = cancelled ? codes(cause).join(', ') : describeFault(cause).name;
        throw new Outage(`TransactWriteItems: ${why}`, { cause });
      }
      await sleep(Math.random() * FIRST_WAIT_MS * 2 ** attempt);
    }
  }
};
