import type { Page } from '#functions/page';
import { accountCard } from '#functions/web/approver/accountCard';
import { revealing } from '#functions/web/approver/revealing';
import { isRevealed } from '#shared/cases/reveal';
import { html } from '#shared/html/html';
import { back } from '#shared/html/show';
import type { UnitId } from '#shared/ids';
import { organisation } from '#shared/people/organisation';
import { refusedAccounts } from './accountsOf.ts';
import { forTask, inTask } from './part.ts';

/** GET …/account-check: what was given, beside what stood there before. In full only with a reason. */
export const showAccountCheck: Page = forTask('accountCheck', async (visit) => {
  const { host, request, access, t, at } = visit;
  const people = await refusedAccounts(host, access.each);
  const revealed = await isRevealed(host, access.each.id, access.person);
  const units = await organisation(host.table).units();
  const unionOf = (unit: UnitId) => units.find(({ id }) => id === unit)?.name ?? unit;
  return inTask(visit, {
    body: html`${back(at(), t({ zh: '返回复核', en: 'Back to the decision' }))}
    ${revealing(request, host, access, { revealed })}
    ${people.map((one) => accountCard(visit, one, revealed, unionOf(one.unit)))}`,
  });
});
