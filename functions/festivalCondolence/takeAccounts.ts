import { step } from '#functions/step';
import { changeCase, getCase } from '#shared/cases/change';
import type { Case } from '#shared/cases/case';
import { leaveOut } from '#shared/coverage/excuse';
import { peopleOf } from '#shared/coverage/recipients';
import type { Host } from '#shared/host';
import { TaskId } from '#shared/ids';
import { confirmAccounts, correctionsOf } from '#shared/payments/corrections';
import { refusedOf } from '#shared/payments/refused';
import { cancelParts } from '#shared/tasks/parts';
import { getTask } from '#shared/tasks/task';
import { contract } from '#workflows/festivalCondolence/contract';
import { rulesFor } from './campaign.ts';

/**
 * Takes up what was confirmed: whoever has an account can be paid after its cool-off, whoever has none is left out with
 * the reason that their union gave. Done again it finds nothing more to do.
 */
export const takeAccounts = step(contract.takeAccounts, async ({ caseId }, host) => {
  const each = await getCase(host.table, caseId);
  const { values } = await rulesFor(host, each);
  const asked = each.rounds['accounts'];
  if (asked) await cancelParts(host, caseId, TaskId.parse(`accounts.${asked.n}`));
  const checked = await getTask(host.table, caseId, TaskId.parse(`accountCheck.${each.rounds['accountCheck']?.n}`));
  const by = checked.decidedBy;
  if (by) await confirmAccounts(host, each, by, values.days['coolOff'] ?? 1);
  await withoutAccount(host, each);
  const payable = (await refusedOf(host, each)).filter(({ correction }) => correction?.payableFrom !== undefined);
  return { outcome: payable.length > 0 ? ('pay' as const) : ('nobody' as const) };
});

const withoutAccount = async (host: Host, each: Case): Promise<void> => {
  for (const { person, kind, reason, confirmedBy } of (await correctionsOf(host.table, each)).values()) {
    if (kind !== 'none' || confirmedBy?.kind !== 'person') continue;
    const left = await leaveOut(host, peopleOf(each), person, { reason: reason ?? '', by: confirmedBy });
    if (left)
      await changeCase(host, each.id, () => ({ event: { type: 'excused', by: confirmedBy, data: { person } } }));
  }
};
