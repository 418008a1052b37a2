import { startChild } from '#test/scenarios/driver/child';
import { median, send } from '#test/bench/load';
import { openCases, prepare } from '#test/bench/prepared';
import { inFolder, told } from '#test/bench/yardstick';
import { newSignIn } from '#shared/people/signIn';
import { startSession } from '#shared/people/sessions';
import { PersonId } from '#shared/ids';

const TIMES = 40;
const DEEP = 15;

/** Milliseconds of the first page and of one many pages on, with so many open cases. */
const boardOf = (count: number): Promise<{ first: number; deep: number }> =>
  inFolder(async (folder) => {
    const token = await prepare(folder, async ({ embedded: { host } }) => {
      await openCases(host.table, count);
      const { token: link, write } = await newSignIn(host, PersonId.parse('li-min'), '/admin');
      await host.table.transact([write]);
      return (await startSession(host, link, '127.0.0.1'))?.token ?? '';
    });
    const child = await startChild({ folder });
    const cookie = `session=${token}`;
    const get = async (path: string) => {
      const { status, body } = await send(new URL(path, child.url), { cookie });
      if (status !== 200) throw new Error(`${path}: ${status}`);
      return body;
    };
    const time = async (path: string): Promise<number> => {
      const times: number[] = [];
      for (let i = 0; i < TIMES; i += 1) {
        const started = performance.now();
        await get(path);
        times.push(performance.now() - started);
      }
      return median(times);
    };
    try {
      let path = '/admin/hardshipAid';
      const first = await time(path);
      for (let page = 0; page < DEEP; page += 1) {
        const next = /href="([^"]*[?&;]after=[^"]*)"/.exec(await get(path))?.[1];
        if (next === undefined) throw new Error(`Only ${page} pages of ${count} cases`);
        path = next.replaceAll('&amp;', '&');
      }
      return { first, deep: await time(path) };
    } finally {
      await child.stop();
    }
  });

export const boards = async (): Promise<boolean> => {
  const few = await boardOf(1_000);
  const many = await boardOf(100_000);
  const at = { most: 1.5 };
  return [
    told('case board, first page, 100,000 cases against 1,000', { value: many.first, bare: few.first, at, unit: 'ms' }),
    told(`case board, page ${DEEP + 1}, 100,000 cases against 1,000`, {
      value: many.deep,
      bare: few.deep,
      at,
      unit: 'ms',
    }),
  ].every(Boolean);
};
