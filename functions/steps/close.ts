import { step } from '#functions/step';
import { changeCase, moveTo } from '#shared/cases/change';
import { sharedSteps } from '#shared/contract';
import { SYSTEM } from '#shared/events/chain';
import { release } from '#shared/ledger/budget';
import { unclaim } from '#shared/ledger/claims';
import { getNotice, noticeItem } from '#shared/notices/notice';
import { pipelineOf } from '#workflows/index';

/** Ends a case: what is still reserved goes back to its fund, and the applicant is told. Closing twice closes once. */
export const close = step(sharedSteps.close, async ({ caseId, end }, host) => {
  const notice = await getNotice(host.table, caseId);
  const down =
    notice && notice.status !== 'ended' ? [{ put: noticeItem({ ...notice, status: 'ended' as const }) }] : [];
  await changeCase(host, caseId, (each) => {
    if (each.closedAt !== undefined) return undefined;
    const now = host.clock.now();
    const tells = pipelineOf(each.pipeline).ends[end]?.tells;
    return {
      event: { type: 'closed', by: SYSTEM, data: { end } },
      set: { ...moveTo(end, now), closedAt: now, task: undefined, waitingFor: undefined, dueAt: undefined, flags: [] },
      also: [...down, ...release(each, now), ...(each.paidFen === undefined ? unclaim(each) : [])],
      messages: tells === undefined ? [] : [{ kind: 'mail', letter: tells, to: { kind: 'applicant' } }],
    };
  });
  return {};
});
