import type { Route } from '#functions/page';
import { decide } from './decide.page.ts';
import { openFile } from './file.page.ts';
import { mailFresh } from './fresh.page.ts';
import { askToStepAside, stepAside } from './recuse.page.ts';
import { revealTask } from './reveal.page.ts';
import { endOne, showSessions, signOut } from './sessions.page.ts';
import { askForAddress, enter, mailLink, showSignIn } from './signIn.page.ts';
import { showTask } from './task.page.ts';
import { signInForTask } from './taskSignIn.page.ts';
import { showTasks } from './tasks.page.ts';

/** A task's pages are the same by the link of a mail and by a session. */
const taskRoutes = (base: '/t/{token}' | '/tasks/{case}/{task}'): readonly Route[] => [
  { method: 'GET', path: base, page: showTask },
  { method: 'POST', path: base, page: decide },
  { method: 'GET', path: `${base}/recuse`, page: askToStepAside },
  { method: 'POST', path: `${base}/recuse`, page: stepAside },
  { method: 'POST', path: `${base}/reveal`, page: revealTask },
  { method: 'POST', path: `${base}/sign-in`, page: signInForTask },
  { method: 'GET', path: `${base}/files/{form}/{field}/{nth}`, page: openFile },
];

/** The pages of whoever decides: by the link of a mail, or signed in. */
export const routes: readonly Route[] = [
  ...taskRoutes('/t/{token}'),
  { method: 'POST', path: '/t/{token}/fresh', page: mailFresh },
  ...taskRoutes('/tasks/{case}/{task}'),
  { method: 'GET', path: '/tasks', page: showTasks },
  { method: 'GET', path: '/sign-in', page: askForAddress },
  { method: 'POST', path: '/sign-in', page: mailLink },
  { method: 'GET', path: '/sign-in/{token}', page: showSignIn },
  { method: 'POST', path: '/sign-in/{token}', page: enter },
  { method: 'POST', path: '/sign-out', page: signOut },
  { method: 'GET', path: '/sessions', page: showSessions },
  { method: 'POST', path: '/sessions', page: endOne },
];
