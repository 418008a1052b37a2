import * as z from 'zod/mini';
import { linkIn, type Mail, type Postbox } from '#test/scenarios/driver/postbox';
import type { Emulator } from './ministack.ts';

const Kept = z.object({
  messages: z.record(
    z.string(),
    z.array(z.object({ MessageId: z.string(), To: z.array(z.string()), Subject: z.string(), BodyText: z.string() })),
  ),
});

/** Everybody's mail, as the emulator's SES has taken it: the raw mails that the deployed function has sent. */
export const sesPostbox = ({ endpoint }: Pick<Emulator, 'endpoint'>): Postbox & { all(): Promise<Mail[]> } => {
  let seen = 0;
  const all = async (): Promise<Mail[]> => {
    const { messages } = Kept.parse(await (await fetch(`${endpoint}/_ministack/ses/messages`)).json());
    return Object.values(messages)
      .flat()
      .map(({ MessageId, To, Subject, BodyText }, i) => ({
        id: MessageId,
        to: (To[0] ?? '').replaceAll(/[<>]/g, ''),
        subject: Subject,
        text: BodyText,
        at: i,
      }));
  };
  return {
    all,
    fresh: async () => {
      const mails = (await all()).slice(seen);
      seen += mails.length;
      return mails;
    },
    newest: async (to, path) =>
      (await all())
        .filter((mail) => mail.to === to)
        .toReversed()
        .flatMap((mail) => linkIn(mail, path) ?? [])[0],
  };
};
