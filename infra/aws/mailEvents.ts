import * as z from 'zod/mini';
import { cameBack, logCameBack } from '#functions/cameBack';
import type { Host } from '#shared/host';
import { MAIL_TAG } from '#shared/mail/mail';

/**
 * What SES tells a topic of mails that had left: that they came back, or that their reader calls them spam.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
const Notices = z.object({ Records: z.array(z.object({ Sns: z.object({ Message: z.string() }) })) });
const MailEvent = z.object({
  eventType: z.enum(['Bounce', 'Complaint', 'Reject']),
  bounce: z.optional(z.object({ bounceType: z.string(), bounceSubType: z.string() })),
  mail: z.object({ tags: z.record(z.string(), z.array(z.string())) }),
});
export type MailEvent = z.infer<typeof MailEvent>;

/** The first notice of a topic is a sentence, by which SES tries whether it may publish. */
const eventIn = (message: string): MailEvent[] =>
  message.startsWith('{') ? [MailEvent.parse(JSON.parse(message))] : [];

/** Nothing where it is an event of something else. */
export const mailEventsIn = (event: unknown): readonly MailEvent[] | undefined => {
  const read = Notices.safeParse(event);
  return read.success ? read.data.Records.flatMap(({ Sns }) => eventIn(Sns.Message)) : undefined;
};

/** SES calls what an absence note answers a passing bounce of no kind: the mail is there. */
const isThere = ({ bounce }: MailEvent): boolean =>
  bounce?.bounceType === 'Transient' && bounce.bounceSubType === 'General';

export const takeBack = async (host: Host, event: MailEvent): Promise<void> => {
  if (isThere(event)) return;
  const [id] = event.mail.tags[MAIL_TAG] ?? [];
  const wasRead = event.eventType === 'Complaint'; // nobody calls spam what did not arrive
  if (id !== undefined && !wasRead) await cameBack(host, id);
  logCameBack(event.eventType);
};
