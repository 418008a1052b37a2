import * as z from 'zod/mini';
import { startChild } from '#test/scenarios/driver/child';
import { rate, send } from '#test/bench/load';
import { emailOf, filledIn, prepare } from '#test/bench/prepared';
import { bareCommits, inFolder, told } from '#test/bench/yardstick';

const AT_ONCE = 10;
const CYCLES = 400;
const WARMING_UP = 150;
const LOOK_EVERY_MS = 10;

const Mails = z.array(
  z.object({ id: z.string(), to: z.string(), subject: z.string(), text: z.string(), at: z.number() }),
);

/** Looks into the mailbox for everybody, and tells whoever waits for a mail. */
const postman = (base: URL) => {
  const waiting = new Map<string, (text: string) => void>();
  const come = new Map<string, string>();
  const seen = new Set<string>();
  let since = 0;
  const life = { over: false };
  const look = async () => {
    const mails = Mails.parse(JSON.parse((await send(new URL(`_mail/messages?since=${since}`, base))).body));
    for (const { id, to, subject, text, at } of mails) {
      since = Math.max(since, at);
      if (seen.has(id)) continue;
      seen.add(id);
      const reference = /困-\d{4}-\d{6,8}/.exec(subject)?.[0] ?? '';
      // The receipt names the applicant, the request for a decision the case, the last letter the applicant again.
      const about = subject.startsWith('已收到')
        ? `receipt ${to}`
        : to.startsWith('bench')
          ? `end ${to}`
          : `asked ${reference}`;
      come.set(about, subject.startsWith('已收到') ? reference : text);
      waiting.get(about)?.(come.get(about) ?? '');
    }
  };
  const running = (async () => {
    while (!life.over) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  })();
  return {
    mail: (about: string): Promise<string> =>
      new Promise((resolve) => {
        const there = come.get(about);
        if (there === undefined) waiting.set(about, resolve);
        else resolve(there);
      }),
    stop: async () => {
      life.over = true;
      await running;
    },
  };
};

/** Submit, wait for the mail that asks, decide by its link, wait for the mail that says how it ended. */
export const deciding = (): Promise<boolean> =>
  inFolder(async (folder) => {
    const cookies = await prepare(folder, (started) => filledIn(started, WARMING_UP + CYCLES));
    const child = await startChild({ folder });
    const post = postman(child.url);
    try {
      const cycle = async ([nth, cookie]: [number, string]) => {
        await send(new URL('apply/submit', child.url), { form: '', cookie });
        const reference = await post.mail(`receipt ${emailOf(nth)}`);
        const link = /https?:\S+\/t\/\S+/.exec(await post.mail(`asked ${reference}`))?.[0] ?? '';
        await send(new URL(link));
        const form = new URLSearchParams({ outcome: 'notOurs', opinion: '请向所在市总工会申请' }).toString();
        const { status, body } = await send(new URL(link), { form });
        if (status !== 200) throw new Error(`Not decided: ${status} ${body.slice(0, 300)}`);
        await post.mail(`end ${emailOf(nth)}`);
      };
      const all = [...cookies.entries()];
      await rate(all.slice(0, WARMING_UP), AT_ONCE, cycle);
      const before = await bareCommits();
      const value = await rate(all.slice(WARMING_UP), AT_ONCE, cycle);
      const bare = (before + (await bareCommits())) / 2;
      return told(`start, wait, decide, done, ${AT_ONCE} at once`, {
        value,
        bare,
        at: { least: 0.03 },
        unit: 'cycles per second',
      });
    } finally {
      await post.stop();
      await child.stop();
    }
  });
