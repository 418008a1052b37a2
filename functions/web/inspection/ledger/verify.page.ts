import { verifyItems } from '#functions/selfInspection/rectifying';
import { receipt } from '#functions/web/approver/receipt';
import type { PageResponse } from '#functions/web/respond';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { radios, textArea } from '#shared/html/inputs';
import { card, facts, go, next, row } from '#shared/html/show';
import { Fen, formatYuan } from '#shared/money';
import type { Evidence, Item } from '#shared/register/item';
import { formatDate } from '#shared/time/civil';
import { moneyTable } from '../moneyCards.ts';
import { type Story, storyOf } from '../story.ts';
import { forTask, framed, type Visit } from '../visit.ts';

/** 验收销号: item by item, each with what the unit wrote and proved. */
export const verifyHome = async (visit: Visit, errors: readonly FieldError[] = []): Promise<PageResponse> => {
  const { host, access, request, t, to } = visit;
  const story = await storyOf(host, access.each);
  const submitted = story.items.filter(({ status }) => status === 'submitted');
  const title = t({ zh: '逐项验收', en: 'Verify item by item' });
  return framed(visit, {
    title,
    top: true,
    wrong: errors.length > 0,
    body: html`${errorSummary(errors, request.lang)}
      <h1>${access.each.title}　${title}</h1>
      ${next(
        t({
          zh: '整改到位、佐证充分、应清退的已经结清，才能销号。退回的要写明理由。',
          en: 'Close what is put right, proved and paid. Say why where you send something back.',
        }),
      )}
      ${moneyTable(story, request.lang)}
      <form method="post" action="${to('/verify')}" novalidate>
        ${submitted.map((item) => itemCard(visit, story, item, errors))}
        ${textArea(
          {
            name: 'opinion',
            label: t({ zh: '验收意见', en: 'What you found' }),
            hint: t({ zh: '有退回的必填', en: 'Required where something is sent back' }),
            error: errors.find(({ field }) => field === 'opinion')?.message,
          },
          { value: request.form.get('opinion') ?? '', rows: 3 },
        )}
        ${row(go(t({ zh: '提交验收结果', en: 'Submit' })))}
      </form>`,
  });
};

const itemCard = (visit: Visit, { accounts }: Story, item: Item, errors: readonly FieldError[]) => {
  const { t, request } = visit;
  const outstanding = accounts.find((account) => account.item === item.no)?.outstandingFen ?? 0;
  const name = `result-${item.no}`;
  return card(
    html`${item.no}　${item.check}`,
    html`${facts([
      { term: t({ zh: '问题', en: 'Problem' }), value: item.problem },
      { term: t({ zh: '原因', en: 'Cause' }), value: item.cause },
      { term: t({ zh: '措施', en: 'Measure' }), value: item.measure },
      { term: t({ zh: '责任人', en: 'Owner' }), value: item.owner },
      { term: t({ zh: '整改前', en: 'Before' }), value: papers(visit, item, 'before', item.before) },
      { term: t({ zh: '整改后', en: 'After' }), value: papers(visit, item, 'after', item.after) },
      {
        term: t({ zh: '尚欠', en: 'Outstanding' }),
        value:
          outstanding > 0 &&
          `${formatYuan(Fen.parse(outstanding))} ${t({ zh: '元，不能销号', en: 'yuan: cannot be closed' })}`,
      },
    ])}${radios(
      {
        name,
        label: t({ zh: '验收结果', en: 'Result' }),
        error: errors.find(({ field }) => field === name)?.message,
      },
      [
        { value: 'close', label: t({ zh: '符合，销号', en: 'Right: close it' }) },
        { value: 'sendBack', label: t({ zh: '不符合，退回整改', en: 'Not right: send it back' }) },
      ],
      request.form.get(name) ?? undefined,
    )}`,
  );
};

/** `file` names the place that a paper is stored at: its last part is its number. */
const papers = ({ t, to, request }: Visit, { no }: Item, side: 'before' | 'after', list: readonly Evidence[]) =>
  list.length > 0 &&
  list.map(
    ({ file, name, effective }, i) =>
      html`${i > 0 && '　'}<a href="${to(`/items/${no}/${side}/${file.split('/').at(-1)}`)}">${name}</a
        >${t({ zh: '（', en: ' (' })}${formatDate(effective, request.lang)}${t({ zh: '）', en: ')' })}`,
  );

export const verify = forTask(['verification'], async (visit) => {
  const { request, host, access, by, t } = visit;
  const story = await storyOf(host, access.each);
  const submitted = story.items.filter(({ status }) => status === 'submitted');
  const result = (no: string) => request.form.get(`result-${no}`);
  const opinion = request.form.get('opinion')?.trim() ?? '';
  const errors = submitted.flatMap(({ no }): FieldError[] => {
    const field = `result-${no}`;
    const owes = story.accounts.some(({ item, outstandingFen }) => item === no && outstandingFen > 0);
    if (result(no) !== 'close' && result(no) !== 'sendBack')
      return [{ field, message: t({ zh: `请选择 ${no} 的验收结果`, en: `Choose the result of ${no}` }) }];
    return result(no) === 'close' && owes
      ? [{ field, message: t({ zh: `${no} 还有尚欠金额，不能销号`, en: `${no} is not paid: it cannot be closed` }) }]
      : [];
  });
  if (submitted.some(({ no }) => result(no) === 'sendBack') && opinion === '')
    errors.push({ field: 'opinion', message: t({ zh: '请写明退回的理由', en: 'Say why you send it back' }) });
  if (errors.length > 0) return verifyHome(visit, errors);
  const results = Object.fromEntries(
    submitted.map(({ no }) => [no, result(no) === 'close' ? ('close' as const) : ('sendBack' as const)]),
  );
  await verifyItems(host, { caseId: access.each.id, task: access.task.id, by }, results, opinion);
  return receipt(request, host, access);
});
