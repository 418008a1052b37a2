import * as z from 'zod/mini';
import { insist, type Server } from './browser.ts';

const Mail = z.object({ id: z.string(), to: z.string(), subject: z.string(), text: z.string(), at: z.number() });
export type Mail = z.infer<typeof Mail>;

/** Everybody's mail as it comes in, each once; whoever waits for a letter of their own looks for it here. */
export type Postbox = {
  /** What has come since the last time. */
  fresh(): Promise<Mail[]>;
  /** The newest mail to somebody whose link leads to a page under `path`, if there is one. */
  newest(to: string, path: string): Promise<string | undefined>;
};

export const linkIn = ({ text }: Pick<Mail, 'text'>, path: string): string | undefined =>
  text.match(/https?:\/\/\S+/g)?.find((address) => new URL(address).pathname.startsWith(path));

export const openPostbox = (server: Server): Postbox => {
  if (server.postbox) return server.postbox;
  const seen = new Set<string>();
  let since = 0;
  const read = async (query: string): Promise<Mail[]> => {
    const response = await insist(server, new URL(`_mail/messages?${query}`, server.url));
    return z.array(Mail).parse(await response.json());
  };
  return {
    fresh: async () => {
      const mails = (await read(`since=${since}`)).filter(({ id }) => !seen.has(id));
      for (const { id, at } of mails) {
        seen.add(id);
        since = Math.max(since, at);
      }
      return mails;
    },
    newest: async (to, path) => {
      const mails = await read(`to=${encodeURIComponent(to)}&since=${since}`);
      return mails.toReversed().flatMap((mail) => linkIn(mail, path) ?? [])[0];
    },
  };
};
