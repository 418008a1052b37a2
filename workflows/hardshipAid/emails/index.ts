import type { Letters } from '#shared/mail/letter';
import { accountGiven } from './accountGiven.ts';
import { appealAnswered } from './appealAnswered.ts';
import { approved } from './approved.ts';
import { closedIncomplete } from './closedIncomplete.ts';
import { closedRefused } from './closedRefused.ts';
import { closedUnpaid } from './closedUnpaid.ts';
import { cut } from './cut.ts';
import { followUp } from './followUp.ts';
import { notFunded } from './notFunded.ts';
import { noticeUp } from './noticeUp.ts';
import { paid } from './paid.ts';
import { paymentFailed } from './paymentFailed.ts';
import { refused } from './refused.ts';
import { returned } from './returned.ts';
import { submitted } from './submitted.ts';
import { transferred } from './transferred.ts';
import { withdrawn } from './withdrawn.ts';

/** What the applicant is told, by what has happened. */
export const letters: Letters = {
  submitted,
  returned,
  refused,
  noticeUp,
  approved,
  cut,
  paid,
  paymentFailed,
  accountGiven,
  appealAnswered,
  followUp,
  notFunded,
  withdrawn,
  closedIncomplete,
  closedRefused,
  closedUnpaid,
  transferred,
};
