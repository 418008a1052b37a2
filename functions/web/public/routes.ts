import type { Route } from '#functions/page';
import { noticeList, noticePage } from './notices.page.ts';
import { objectionPage, submitObjection } from './objection.page.ts';

/** What anybody may open: the notices that are up, and the way to object to them. */
export const routes: readonly Route[] = [
  { method: 'GET', path: '/notices', page: noticeList },
  { method: 'GET', path: '/notices/{id}', page: noticePage },
  { method: 'GET', path: '/notices/{id}/objection', page: objectionPage },
  { method: 'POST', path: '/notices/{id}/objection', page: submitObjection },
];
