import type { Page } from '#functions/page';
import { organisation } from '#shared/people/organisation';
import { requestSignIn } from '#shared/people/signIn';
import { accessOf } from './access.ts';
import { deadEnd } from './dead.page.ts';
import { linkSent } from './signIn.page.ts';

/** POST …/sign-in: a sign-in link for the person of this task, to their registered address, and back to the task. */
export const signInForTask: Page = async (request, host) => {
  const access = await accessOf(request, host);
  const dead = await deadEnd(request, host, access);
  if (dead || access.kind !== 'task') return dead ?? linkSent(request, host);
  const { email } = await organisation(host.table).person(access.person);
  await requestSignIn(host, email, `/tasks/${access.each.id}/${access.task.id}`);
  return linkSent(request, host);
};
