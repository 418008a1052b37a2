import type { Page } from '#functions/page';
import { showBatch } from './batch.page.ts';
import { exportBoard } from './export.page.ts';
import { recordFunding, showFunding } from './funding.page.ts';
import { recordMeeting, showMeeting } from './meetings.page.ts';
import { bankFile, makeBatch, showPayments } from './payments.page.ts';
import { reportAsJson, showReport } from './reports.page.ts';
import { checkReturn, recordReturn } from './return.page.ts';

/**
 * What an officer opens now and then, beside the boards and cases of every day: read together when the first of them is
 * asked for. Each by itself would cut what they share into a dozen files, which cost the start more than it saves.
 */
export const rare = {
  exportBoard,
  showFunding,
  recordFunding,
  showMeeting,
  recordMeeting,
  showReport,
  reportAsJson,
  showPayments,
  makeBatch,
  showBatch,
  bankFile,
  checkReturn,
  recordReturn,
} satisfies Record<string, Page>;
