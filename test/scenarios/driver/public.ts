import { openBrowser, Unanswered } from './browser.ts';
import type { Said } from './fill.ts';
import type { World } from './world.ts';

/** What anybody does who reads the public notices. */

const noticeOf = (reference: string): string => `notices/${reference.replace(/^困/, 'HA')}`;

/** Whether somebody's notice is up today and its clock runs. */
export const isUp = async ({ server }: World, reference: string): Promise<boolean> => {
  const page = await openBrowser(server).open(noticeOf(reference));
  return page.status === 200 && !page.words.includes('暂停计算');
};

/** Objects once. Whoever sees no answer looks at the notice first: it says whether the objection has arrived. */
export const objectTo = async (world: World, reference: string, said: Said): Promise<void> => {
  const browser = openBrowser(world.server);
  while (await isUp(world, reference)) {
    const page = await browser.open(`${noticeOf(reference)}/objection`);
    const form = page.forms.find(({ buttons }) => buttons.some(({ words }) => words === '提交'));
    if (!form) throw new Error(`Nobody can object to ${reference}`);
    try {
      await browser.submit(page, form, { said, once: true });
      return;
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
    }
  }
};
