import type { Page } from '#functions/page';
import { redirect } from '#functions/web/respond';
import { reveal } from '#shared/cases/reveal';
import { say } from '#shared/text';
import { accessOf, actorOf } from './access.ts';
import { deadEnd } from './dead.page.ts';
import { NO_REASON } from './revealing.ts';
import { taskPage } from './task.page.ts';

const LEAST = 2;
const MOST = 200;

/** POST …/reveal: for a signed-in person with a reason; the log keeps both. */
export const revealTask: Page = async (request, host) => {
  const access = await accessOf(request, host);
  const dead = await deadEnd(request, host, access);
  if (dead || access.kind !== 'task') return dead ?? redirect(host.site, '/tasks');
  const by = actorOf(access);
  const reason = request.form.get('why')?.trim() ?? '';
  const given = [...reason].length >= LEAST && [...reason].length <= MOST;
  if (!access.session || by.kind !== 'person' || access.standing.kind !== 'asked')
    return redirect(host.site, access.base);
  if (!given) {
    const message = say(NO_REASON, request.lang);
    return taskPage(request, host, access, { typed: request.form, errors: [{ field: 'why', message }] });
  }
  await reveal(host, access.each.id, by, reason);
  return redirect(host.site, access.base);
};
