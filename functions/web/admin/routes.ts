import { later, type Page, type Route } from '#functions/page';
import { home, showBoard } from './board.page.ts';
import { passOn, reopen, resend, revealCase } from './caseActions.page.ts';
import { showCase } from './case.page.ts';
import type { rare } from './rare.ts';
import { search } from './search.page.ts';

const rarely = (name: keyof typeof rare): Page => later(async () => (await import('./rare.ts')).rare[name]);

/** The console: everything here asks for a session, and shows each officer what is their unit's. */
export const routes: readonly Route[] = [
  { method: 'GET', path: '/admin', page: home },
  { method: 'POST', path: '/admin/search', page: search },
  { method: 'GET', path: '/admin/cases/{case}', page: showCase },
  { method: 'POST', path: '/admin/cases/{case}/resend', page: resend },
  { method: 'POST', path: '/admin/cases/{case}/reassign', page: passOn },
  { method: 'POST', path: '/admin/cases/{case}/reopen', page: reopen },
  { method: 'POST', path: '/admin/cases/{case}/reveal', page: revealCase },
  { method: 'GET', path: '/admin/{pipeline}', page: showBoard },
  { method: 'GET', path: '/admin/{pipeline}/export', page: rarely('exportBoard') },
  { method: 'GET', path: '/admin/funding', page: rarely('showFunding') },
  { method: 'POST', path: '/admin/funding', page: rarely('recordFunding') },
  { method: 'GET', path: '/admin/meetings', page: rarely('showMeeting') },
  { method: 'POST', path: '/admin/meetings', page: rarely('recordMeeting') },
  { method: 'GET', path: '/admin/reports', page: rarely('showReport') },
  { method: 'GET', path: '/admin/reports.json', page: rarely('reportAsJson') },
  { method: 'GET', path: '/admin/payments', page: rarely('showPayments') },
  { method: 'POST', path: '/admin/payments', page: rarely('makeBatch') },
  { method: 'GET', path: '/admin/payments/{batch}', page: rarely('showBatch') },
  { method: 'GET', path: '/admin/payments/{batch}/file', page: rarely('bankFile') },
  {
    method: 'GET',
    path: '/admin/payments/{batch}/returns/{upload}',
    page: rarely('checkReturn'),
  },
  {
    method: 'POST',
    path: '/admin/payments/{batch}/returns/{upload}',
    page: rarely('recordReturn'),
  },
];
