import type { Route } from '#functions/page';
import { mailFresh } from './fresh.page.ts';
import { endOne, showSessions, signOut } from './sessions.page.ts';
import { askForAddress, enter, mailLink, showSignIn } from './signIn.page.ts';

/** The pages of whoever decides: by the link of a mail, or signed in. */
export const routes: readonly Route[] = [
  { method: 'GET', path: '/sign-in', page: askForAddress },
  { method: 'POST', path: '/sign-in', page: mailLink },
  { method: 'GET', path: '/sign-in/{token}', page: showSignIn },
  { method: 'POST', path: '/sign-in/{token}', page: enter },
  { method: 'POST', path: '/sign-out', page: signOut },
  { method: 'GET', path: '/sessions', page: showSessions },
  { method: 'POST', path: '/sessions', page: endOne },
  { method: 'POST', path: '/t/{token}/fresh', page: mailFresh },
];
