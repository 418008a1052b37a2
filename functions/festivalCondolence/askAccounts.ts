import { step } from '#functions/step';
import { getCase } from '#shared/cases/change';
import { UnitId } from '#shared/ids';
import { refusedOf } from '#shared/payments/refused';
import { openParts } from '#shared/tasks/openParts';
import { contract } from '#workflows/festivalCondolence/contract';
import { tasks } from '#workflows/festivalCondolence/tasks';
import { chairsOf } from './call.ts';
import { rulesFor } from './campaign.ts';

/** Asks each union whose people the bank could not pay for their accounts, each by a link of its own. */
export const askAccounts = step(contract.askAccounts, async ({ caseId, task, part, entered, taskToken }, host) => {
  const each = await getCase(host.table, caseId);
  const { values } = await rulesFor(host, each);
  const units = [...new Set((await refusedOf(host, each)).map(({ recipient }) => recipient.unit))];
  const asked = await Promise.all(units.map((unit) => chairsOf(host, UnitId.parse(unit))));
  await openParts(
    host,
    { caseId, name: task, definition: tasks.accounts, days: values.days['accounts'] ?? 5, entered, taskToken },
    { name: part, definition: tasks[part], days: values.days[part] ?? 5, asked },
  );
  return {};
});
