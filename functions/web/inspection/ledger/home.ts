import { receipt } from '#functions/web/approver/receipt';
import type { PageResponse } from '#functions/web/respond';
import { answerWithReason, submitItems } from '#functions/selfInspection/rectifying';
import { accountsOf } from '#shared/recovery/ledger';
import { missingIn } from '#shared/register/item';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { textArea } from '#shared/html/inputs';
import { card, go, next, plain, row } from '#shared/html/show';
import { add, formatYuan } from '#shared/money';
import { lastDay } from '#shared/tasks/daysLeft';
import { formatDate } from '#shared/time/civil';
import { itemsTable } from '../cards.ts';
import { moneyTable } from '../moneyCards.ts';
import { storyOf } from '../story.ts';
import { forTask, framed, type Visit } from '../visit.ts';

/** The unit's problem ledger: what is open, what it lacks, and the way to have it verified. */
export const ledgerHome = async (visit: Visit, errors: readonly FieldError[] = []): Promise<PageResponse> => {
  const { access, host, request, t, to } = visit;
  const { lang } = request;
  const story = await storyOf(host, access.each);
  const open = story.items.filter(({ status }) => status === 'open');
  const unready = open.filter((item) => missingIn(item).length > 0);
  const outstanding = add(
    ...(await accountsOf(host.table, access.each.id)).map(({ outstandingFen }) => outstandingFen),
  );
  const extended =
    story.items.some(({ extendedTo }) => extendedTo !== undefined) || access.each.rounds['extensionAsked'];
  const title = t({ zh: '问题台账', en: 'Problem ledger' });
  return framed(visit, {
    title,
    top: true,
    wrong: errors.length > 0,
    body: html`${errorSummary(errors, lang)}
      <h1>${title}</h1>
      ${next(
        t({
          zh: `请在 ${formatDate(lastDay(access.task.dueAt), lang)} 24:00 前逐项整改并提交验收。打开编号填写原因、措施、责任人和佐证。`,
          en: `Put each item right and submit it by ${formatDate(lastDay(access.task.dueAt), lang)}, 24:00. Open an item to write about it.`,
        }),
      )}
      ${itemsTable(story, lang, ({ no }) => to(`/items/${no}`))} ${moneyTable(story, lang)}
      ${
        outstanding > 0 &&
        html`<p>
            ${t({
              zh: `尚欠 ${formatYuan(outstanding)} 元。清退款缴入工会账户或财政专户后，由区总工会财务凭收据登记；结清后才能销号。`,
              en: `${formatYuan(outstanding)} yuan are outstanding. The district’s finance books what comes by its receipt; nothing is closed before.`,
            })}
          </p>
          <p>
            <a href="${to('/notices')}">${t({ zh: '登记清退通知送达', en: 'Note that a notice was served' })}</a>
          </p>`
      }
      <form method="post" action="${to('/submit')}">
        ${
          unready.length > 0
            ? html`<p class="why">
                ${t({ zh: `还不能提交：${unready.map(({ no }) => no).join('、')} 没有填完。`, en: `Not yet: ${unready.map(({ no }) => no).join(', ')} lack something.` })}
              </p>`
            : row(go(t({ zh: '提交验收', en: 'Submit for verification' })))
        }
      </form>
      ${
        !extended &&
        card(
          t({ zh: '来不及？申请延期', en: 'Too little time?' }),
          html`<form method="post" action="${to('/extend')}" novalidate>
            ${textArea(
              {
                name: 'reason',
                label: t({ zh: '延期理由', en: 'Why you need more time' }),
                hint: t({ zh: '只能申请一次，最多延长 15 个工作日', en: 'Once, and 15 working days at most' }),
                error: errors.find(({ field }) => field === 'reason')?.message,
              },
              { value: request.form.get('reason') ?? '', rows: 3 },
            )}${plain(t({ zh: '申请延期', en: 'Ask for more time' }))}
          </form>`,
        )
      }`,
  });
};

const RECTIFY = ['rectification'];
const deciding = ({ access, by }: Visit) => ({ caseId: access.each.id, task: access.task.id, by });

export const submitAll = forTask(RECTIFY, async (visit) => {
  const { items } = await storyOf(visit.host, visit.access.each);
  if (items.some((item) => item.status === 'open' && missingIn(item).length > 0)) return ledgerHome(visit);
  await submitItems(visit.host, deciding(visit));
  return receipt(visit.request, visit.host, visit.access);
});

export const askForTime = forTask(RECTIFY, async (visit) => {
  const reason = visit.request.form.get('reason')?.trim() ?? '';
  const message = visit.t({ zh: '请写明延期理由', en: 'Say why you need more time' });
  if (reason === '') return ledgerHome(visit, [{ field: 'reason', message }]);
  await answerWithReason(visit.host, deciding(visit), 'extend', reason);
  return receipt(visit.request, visit.host, visit.access);
});
