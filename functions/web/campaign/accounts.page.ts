import type { Page } from '#functions/page';
import { KIND } from '#functions/web/approver/accountCard';
import { actorOf } from '#functions/web/approver/access';
import { receipt } from '#functions/web/approver/receipt';
import { redirect } from '#functions/web/respond';
import type { FieldError } from '#shared/html/errors';
import { errorSummary } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { hidden } from '#shared/html/inputs';
import { card, facts, go, row, tag } from '#shared/html/show';
import { organisation } from '#shared/people/organisation';
import { maskBankCard } from '#shared/people/mask';
import type { Correction } from '#shared/payments/corrections';
import { sealedIn } from '#shared/pipeline';
import { decideTask } from '#shared/tasks/decide';
import type { Text } from '#shared/text';
import { refusedAccounts, type RefusedAccount } from './accountsOf.ts';
import { forTask, inTask, type PartVisit } from './part.ts';

const DONE: Readonly<Record<Correction['kind'], Text>> = {
  changed: { zh: '已更正', en: 'Corrected' },
  same: { zh: '确认无误', en: 'Confirmed as right' },
  none: { zh: '没有可用账户', en: 'No account' },
};

export const ofUnit = async ({ host, access: { each, task } }: PartVisit): Promise<RefusedAccount[]> =>
  (await refusedAccounts(host, each)).filter(({ recipient }) => recipient.unit === task.unit);

/** GET …/accounts: whom the bank could not pay and why, and what has been given for each. */
export const showAccounts: Page = forTask('account', (visit) => accountsList(visit, []));

const accountsList = async (visit: PartVisit, errors: readonly FieldError[]) => {
  const { t, at, lang } = visit;
  const people = await ofUnit(visit);
  const open = people.filter(({ correction }) => !correction).length;
  return inTask(visit, {
    wrong: errors.length > 0,
    body: html`${errorSummary(errors, lang)}
      <p id="people" tabindex="-1">
        ${t({ zh: `银行退回 ${people.length} 人，还有 ${open} 人没有处理。钱仍为他们保留，只能通过银行发放。`, en: `Came back from the bank: ${people.length}. Still to be done: ${open}. The money is kept; it goes through the bank alone.` })}
      </p>
      ${people.map((one) => personCard(visit, one))}
      ${
        open === 0 &&
        card(
          t({ zh: '全部处理完了', en: 'All are done' }),
          html`<p>
              ${t({ zh: '提交后由区总工会复核，更正的账户过冷静期后重新发放。', en: 'The district then checks them; changed accounts are paid to after a cool-off.' })}
            </p>
            <form method="post" action="${at('/accounts')}">
              ${hidden('action', 'given')}${row(go(t({ zh: '提交复核', en: 'Send them in' })))}
            </form>`,
        )
      }
      <p class="quiet noprint">
        ${t({ zh: '打开这个页面不会改变任何事，按下按钮才会。', en: 'Opening this page changes nothing; pressing a button does.' })}
      </p>`,
  });
};

const personCard = ({ t, at }: PartVisit, { name, listed, given, correction, recipient, tries }: RefusedAccount) =>
  card(
    html`${name} ${correction ? tag(t(DONE[correction.kind]), 'ok') : tag(t({ zh: '待处理', en: 'To do' }), 'wait')}`,
    html`${facts([
      { term: t({ zh: '银行说明', en: 'The bank says' }), value: recipient.reason },
      { term: t({ zh: '退回的账户', en: 'Refused account' }), value: listed && maskBankCard(listed.cardNo) },
      { term: t({ zh: '更正为', en: 'Now' }), value: given && maskBankCard(given.cardNo) },
      { term: t({ zh: '没有账户的原因', en: 'Why there is none' }), value: correction?.reason },
      { term: t({ zh: '已尝试发放', en: 'Tries so far' }), value: t({ zh: `${tries} 次`, en: `${tries}` }) },
    ])}
    ${row(
      ...(['changed', 'same', 'none'] as const).map(
        (kind) => html`<a href="${at(`/accounts/${recipient.row}?kind=${kind}`)}">${t(KIND[kind])}</a>`,
      ),
    )}`,
  );

/** POST …/accounts: hands in what was given; those who sent the roster hear of changes that may not be theirs. */
export const handInAccounts: Page = forTask('account', async (visit) => {
  const { host, access, request, t } = visit;
  const people = await ofUnit(visit);
  const open = people.filter(({ correction }) => !correction);
  if (open.length > 0) {
    const message = t({ zh: `还有 ${open.length} 人没有处理`, en: `${open.length} are still to be done` });
    return accountsList(visit, [{ field: 'people', message }]);
  }
  const changed = people.filter(({ correction }) => correction?.kind === 'changed').length;
  const { unit } = access.task;
  const { holders, deputies } = await organisation(host.table).position('unionChair', unit);
  const told = changed === 0 ? [] : [...new Set([...holders, ...deputies, access.person])];
  await decideTask(host, {
    caseId: access.each.id,
    task: access.task.id,
    definition: access.definition,
    by: actorOf(access),
    outcome: 'given',
    values: { people: people.length, changed },
    sensitive: sealedIn(access.pipeline),
    messages: await Promise.all(
      told.map(async (person) => ({
        kind: 'mail' as const,
        letter: 'accountsChanged',
        to: { kind: 'person' as const, person },
        facts: { changed, ofUnion: (await organisation(host.table).unit(unit)).name },
      })),
    ),
  });
  return receipt(request, host, access);
});

/** Of this union, and while its accounts are asked for. */
export const backToList = ({ host, access }: PartVisit) => redirect(host.site, `${access.base}/accounts`);
