import { addDays } from '#shared/time/civil';
import type { Agenda } from './agenda.ts';
import { openBrowser, Unanswered } from './browser.ts';
import type { Said } from './fill.ts';
import { morning } from './time.ts';
import { type Applicant, answerFor, type World, written } from './world.ts';

/** What anybody does who reads the public notices. */

const noticeOf = (reference: string): string => `notices/${reference.replace(/^困/, 'HA')}`;

/** Whether somebody's notice is up today and its clock runs. */
const isUp = async ({ server }: World, reference: string): Promise<boolean> => {
  const page = await openBrowser(server).open(noticeOf(reference));
  return page.status === 200 && !page.words.includes('暂停计算');
};

/** Objects once. Whoever sees no answer looks at the notice first: it says whether the objection has arrived. */
const objectTo = async (world: World, reference: string, said: Said): Promise<void> => {
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

const WHAT = { '您要反映什么情况？': '家庭情况与公示的不一致，请核实' };
const USUAL_DAY = 2;

/** Whoever means to object looks at the notices every day. @returns the looking */
export const objectors = (world: World, agenda: Agenda<() => Promise<void>>) => {
  const waiting = new Set<Applicant>();
  return async (): Promise<void> => {
    for (const applicant of world.applicants) {
      const { exceptions, reference } = applicant;
      const means = exceptions.some(({ at }) => at === '公示');
      if (!means || reference === undefined || waiting.has(applicant) || !(await isUp(world, reference))) continue;
      waiting.add(applicant);
      const answered = answerFor(world, applicant, '公示');
      const on = addDays(world.time.today(), (answered.day ?? USUAL_DAY) - 1);
      agenda.add(Math.max(world.time.now(), morning(on)), async () => {
        await objectTo(world, reference, { ...WHAT, ...written(world, answered) });
        waiting.delete(applicant);
      });
    }
  };
};
