import * as z from 'zod/mini';
import { deliver } from '#functions/outbox';
import { sweep } from '#functions/sweep';
import type { HostProvider } from '#shared/host';
import { mailEventsIn, takeBack } from './mailEvents.ts';

/** Records of the table's stream, as far as we read them: keys alone, for the stream holds nothing else. */
const StreamEvent = z.object({
  Records: z.array(
    z.object({
      dynamodb: z.object({
        SequenceNumber: z.string(),
        Keys: z.object({ pk: z.object({ S: z.string() }) }),
      }),
    }),
  ),
});
type Answer = { readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] };

/**
 * Carries out what follows from changes: on a wake-up from the stream the outbox of the partitions that it names, on news
 * of mails what they mean for their cases, at every other event (the schedule) whatever has become due.
 *
 * A partition that fails is reported by its record, so that it is tried again; after a few times the stream goes on
 * without it, and the sweep finds what is left.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export const background =
  (provide: HostProvider) =>
  async (event: unknown): Promise<Answer> => {
    const host = await provide();
    const read = StreamEvent.safeParse(event);
    if (!read.success) {
      const news = mailEventsIn(event);
      for (const each of news ?? []) await takeBack(host, each);
      if (!news) await sweep(host);
      return { batchItemFailures: [] };
    }
    const first = new Map<string, string>();
    for (const { dynamodb } of read.data.Records) {
      const pk = dynamodb.Keys.pk.S;
      first.set(pk, first.get(pk) ?? dynamodb.SequenceNumber);
    }
    const failures = await Promise.all(
      [...first].map(async ([pk, itemIdentifier]) => {
        try {
          await deliver(host, pk);
          return [];
        } catch (error) {
          console.error(
            JSON.stringify({ code: 'outbox.failed', pk, error: error instanceof Error ? error.name : 'unknown' }),
          );
          return [{ itemIdentifier }];
        }
      }),
    );
    return { batchItemFailures: failures.flat() };
  };
