import type { Route } from '#functions/page';
import { home, showBoard } from './board.page.ts';
import { recordMeeting, showMeeting } from './meetings.page.ts';
import { reportAsJson, showReport } from './reports.page.ts';
import { passOn, reopen, resend, revealCase } from './caseActions.page.ts';
import { showCase } from './case.page.ts';
import { exportBoard } from './export.page.ts';
import { search } from './search.page.ts';
import { recordFunding, showFunding } from './funding.page.ts';
import { showBatch } from './batch.page.ts';
import { bankFile, makeBatch, showPayments } from './payments.page.ts';
import { checkReturn, recordReturn } from './return.page.ts';

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
  { method: 'GET', path: '/admin/{pipeline}/export', page: exportBoard },
  { method: 'GET', path: '/admin/funding', page: showFunding },
  { method: 'POST', path: '/admin/funding', page: recordFunding },
  { method: 'GET', path: '/admin/meetings', page: showMeeting },
  { method: 'POST', path: '/admin/meetings', page: recordMeeting },
  { method: 'GET', path: '/admin/reports', page: showReport },
  { method: 'GET', path: '/admin/reports.json', page: reportAsJson },
  { method: 'GET', path: '/admin/payments', page: showPayments },
  { method: 'POST', path: '/admin/payments', page: makeBatch },
  { method: 'GET', path: '/admin/payments/{batch}', page: showBatch },
  { method: 'GET', path: '/admin/payments/{batch}/file', page: bankFile },
  { method: 'GET', path: '/admin/payments/{batch}/returns/{upload}', page: checkReturn },
  { method: 'POST', path: '/admin/payments/{batch}/returns/{upload}', page: recordReturn },
];
