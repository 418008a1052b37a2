import { step } from '#functions/step';
import { APPLICANT } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { readForm } from '#shared/cases/forms';
import { SYSTEM } from '#shared/events/chain';
import { NotFound } from '#shared/faults';
import { TaskId } from '#shared/ids';
import { Account } from '#shared/payments/account';
import { correctionOf, giveAccount } from '#shared/payments/corrections';
import { refusalOf } from '#shared/payments/own';
import { getTask } from '#shared/tasks/task';
import { contract } from '#workflows/hardshipAid/contract';

/** Notes the account that the applicant gave in place of the refused one; where they gave none, that one is tried again. */
export const noteAccount = step(contract.noteAccount, async ({ caseId }, host) => {
  const each = await getCase(host.table, caseId);
  const asked = await getTask(host.table, caseId, TaskId.parse(`otherCard.${each.rounds['otherCard']?.n}`));
  const before = await correctionOf(host.table, each, APPLICANT);
  if (before && before.at >= (asked.decidedAt ?? Infinity)) return {}; // and what the bank refused may have been paid since
  const refusal = await refusalOf(host, each);
  if (!refusal) throw new NotFound(`The bank has refused nothing of ${caseId}`);
  const given = asked.outcome === 'given' ? await readForm(host, each, 'otherCard') : undefined;
  await giveAccount(
    host,
    each,
    {
      person: APPLICANT,
      refused: refusal.instruction,
      kind: given ? 'changed' : 'same',
      account: given ? Account.parse(given.values) : refusal.account,
    },
    asked.decidedBy ?? SYSTEM,
    asked.decidedAt,
  );
  return {};
});
