import { link } from '#shared/html/link';
import { organisation } from '#shared/people/organisation';
import { newSignIn } from '#shared/people/signIn';
import type { Embedded } from './host.ts';

const MINUTES = 60;

/**
 * A sign-in link for the first admin, printed on the console of whoever starts the host: so a fresh installation can
 * be entered before any mail works. Good once, for an hour.
 */
export const firstSignIn = async ({ host }: Embedded): Promise<string> => {
  const people = organisation(host.table);
  const admin = (await people.positions()).find(({ role, holders }) => role === 'admin' && holders.length > 0)
    ?.holders[0];
  if (!admin) return new URL(link(host.site, '/sign-in'), host.site.url).href;
  const { token, write } = await newSignIn(host, admin, '/admin', MINUTES);
  await host.table.transact([write]);
  return new URL(link(host.site, `/sign-in/${token}`), host.site.url).href;
};
