import type { Route } from '#functions/page';
import { answerTask, withdraw, withdrawPage } from './answer.page.ts';
import { checkPage } from './check.page.ts';
import { donePage } from './done.page.ts';
import { resume, saveQuestion, showQuestion } from './question.page.ts';
import { comeBack, leave, returnPage } from './return.page.ts';
import { saveRow, showRow } from './row.page.ts';
import { discard, savedPage } from './saved.page.ts';
import { startPage } from './start.page.ts';
import { statusPage } from './status.page.ts';
import { submit } from './submit.page.ts';

/** Every page of an applicant. */
export const routes: readonly Route[] = [
  { method: 'GET', path: '/', page: startPage },
  { method: 'GET', path: '/apply', page: resume },
  { method: 'GET', path: '/apply/check', page: checkPage },
  { method: 'GET', path: '/apply/saved', page: savedPage },
  { method: 'POST', path: '/apply/discard', page: discard },
  { method: 'GET', path: '/apply/done', page: donePage },
  { method: 'POST', path: '/apply/submit', page: submit },
  { method: 'GET', path: '/apply/{question}', page: showQuestion },
  { method: 'POST', path: '/apply/{question}', page: saveQuestion },
  { method: 'GET', path: '/apply/{question}/{row}', page: showRow },
  { method: 'POST', path: '/apply/{question}/{row}', page: saveRow },
  { method: 'GET', path: '/return', page: returnPage },
  { method: 'POST', path: '/return', page: comeBack },
  { method: 'POST', path: '/leave', page: leave },
  { method: 'GET', path: '/status', page: statusPage },
  { method: 'POST', path: '/status', page: answerTask },
  { method: 'GET', path: '/status/withdraw', page: withdrawPage },
  { method: 'POST', path: '/status/withdraw', page: withdraw },
];
