import { html } from '#shared/html/html';
import { type Fact, table, tag, type Tone } from '#shared/html/show';
import { add, formatYuan } from '#shared/money';
import { type Batch, isSent, type LeftOut, type Line, type Sent } from '#shared/payments/batches';
import { reference } from '#shared/pipeline';
import type { Text } from '#shared/text';
import { formatInstant } from '#shared/time/civil';
import { pipelineOf } from '#workflows/index';
import type { Visit } from './console.ts';

/** The lines of a batch and what they come to. */
const STATES: Readonly<Record<Line['status'], { words: Text; tone: Tone }>> = {
  sent: { words: { zh: '等待回盘', en: 'Waiting for the bank' }, tone: 'wait' },
  paid: { words: { zh: '已发放', en: 'Paid' }, tone: 'ok' },
  failed: { words: { zh: '发放失败', en: 'Failed' }, tone: 'bad' },
  left: { words: { zh: '未列入', en: 'Left out' }, tone: 'rest' },
};

const WHY: Readonly<Record<LeftOut, Text>> = {
  notWaiting: { zh: '已不在等待发放', en: 'No longer waits for payment' },
  gate: { zh: '公示、批准、预算没有全部完成', en: 'Notice, approval or budget is missing' },
  noMoney: { zh: '没有到账资金', en: 'No money has come for it' },
  apart: { zh: '您参与过审批，请由其他财务人员发放', en: 'You took part in its approval: somebody else must pay it' },
  noAccount: { zh: '银行账户不完整', en: 'The bank account is incomplete' },
  paidBefore: { zh: '这个家庭本期已经发放过', en: 'This household has been paid for the period' },
  inBatch: { zh: '这个家庭已列入其他批次', en: 'This household is in a batch already' },
  refused: { zh: '银行退回，账户还没有更正', en: 'The bank refused it; the account has not been corrected' },
  unconfirmed: { zh: '账户更正还没有复核', en: 'The corrected account has not been confirmed' },
  coolingOff: {
    zh: '账户刚更正，冷静期内不发放',
    en: 'The account was changed a moment ago: not before its cool-off ends',
  },
  triedThrice: { zh: '银行已退回三次', en: 'The bank refused it three times' },
};

export const totals = ({ t, lang }: Visit, batch: Batch, sent: readonly Sent[]): Fact[] => {
  const of = (...states: readonly string[]) => {
    const some = sent.filter(({ status }) => states.includes(status));
    return t({ zh: `${some.length} 笔，${sum(some)} 元`, en: `${some.length} lines, ${sum(some)} yuan` });
  };
  return [
    { term: t({ zh: '生成', en: 'Built' }), value: formatInstant(batch.builtAt, lang) },
    { term: t({ zh: '合计', en: 'Total' }), value: of('sent', 'paid', 'failed') },
    { term: t({ zh: '已发放', en: 'Paid' }), value: of('paid') },
    { term: t({ zh: '失败', en: 'Failed' }), value: of('failed') },
    { term: t({ zh: '等待回盘', en: 'Waiting' }), value: of('sent') },
    { term: 'SHA-256', value: batch.sha256 && html`<span class="small">${batch.sha256}</span>` },
  ];
};
const sum = (lines: readonly Sent[]) => formatYuan(add(...lines.map(({ amountFen }) => amountFen)));

export const lineTable = ({ t, to }: Visit, batch: Batch, lines: readonly Line[]) => {
  const pipeline = pipelineOf(batch.pipeline);
  return table(
    t({ zh: '每户一条指令', en: 'One instruction for each household' }),
    [
      { name: t({ zh: '序号', en: 'No.' }) },
      { name: t({ zh: '编号', en: 'Case' }) },
      { name: t({ zh: '结果', en: 'Result' }) },
      { name: t({ zh: '金额（元）', en: 'Amount (yuan)' }), num: true },
    ],
    lines.map((line) => [
      line.no,
      html`<a href="${to(`/admin/cases/${line.caseId}`)}">${reference(pipeline, line.caseId)}</a>`,
      html`${tag(t(STATES[line.status].words), STATES[line.status].tone)}${line.status === 'left' && html` ${t(WHY[line.why])}`}`,
      isSent(line) ? formatYuan(line.amountFen) : '–',
    ]),
    t({ zh: '还没有生成指令', en: 'No instruction yet' }),
  );
};
