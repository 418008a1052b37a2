import { type Content, html } from '#shared/html/html';
import { card, type Fact, facts, table, tag, type Tone } from '#shared/html/show';
import { formatYuan, SignedFen } from '#shared/money';
import { maskEmail } from '#shared/people/mask';
import { reference } from '#shared/pipeline';
import type { Text } from '#shared/text';
import { civilDate, formatDate, formatInstant, type CivilDate } from '#shared/time/civil';
import { Instant } from '#shared/time/instant';
import type { Visit } from '../console.ts';
import { fundNames } from '../funds.ts';
import { flagTags, stageName, type UnitNames } from '../board/rows.ts';
import type { CaseFile, MailRecord } from './load.ts';
import type { Names } from './history.ts';
import { ANY_LETTER, ENTRIES, LETTERS } from './words.ts';

/** The cards of a case: what it is, its money, its mails, whether its log holds. */
export const headerCard = (visit: Visit, { each, pipeline, broken, events }: CaseFile, units: UnitNames): Content => {
  const { t, lang } = visit;
  const policy = each.facts['policyFrom'];
  const chain = broken
    ? html`${tag(t({ zh: '记录被改动过', en: 'Tampered with' }), 'bad')}
        <span class="small">${t({ zh: `第一处：${brokenAt(broken)}`, en: `First: ${broken}` })}</span>`
    : tag(t({ zh: `${events.length} 条记录首尾相连，没有改动`, en: `${events.length} entries, unbroken` }), 'ok');
  return card(
    t({ zh: '概况', en: 'At a glance' }),
    facts([
      { term: t({ zh: '编号', en: 'Case' }), value: reference(pipeline, each.id) },
      { term: t({ zh: '申请人', en: 'Applicant' }), value: each.title },
      { term: t({ zh: '单位', en: 'Union' }), value: units.get(each.union) },
      { term: t({ zh: '提交', en: 'Submitted' }), value: formatInstant(each.openedAt, lang) },
      {
        term: t({ zh: '环节', en: 'Stage' }),
        value: html`${t(stageName(pipeline, each.stage))}${flagTags(visit, each)}`,
      },
      { term: t({ zh: '进入环节', en: 'Since' }), value: formatInstant(each.stageSince, lang) },
      {
        term: t({ zh: '邮箱', en: 'Mail' }),
        value: each.email ? maskEmail(each.email) : t({ zh: '没有，凭编号查询', en: 'None: asks by number' }),
      },
      {
        term: t({ zh: '适用标准', en: 'Judged by' }),
        value:
          typeof policy === 'string' &&
          t({ zh: `${day(policy, 'zh')}起施行的标准`, en: `the rules of ${day(policy, 'en')}` }),
      },
      { term: t({ zh: '事件记录', en: 'Log' }), value: chain },
    ]),
  );
};

const brokenAt = (broken: string): string => `第 ${/\d+/.exec(broken)?.[0] ?? '?'} 条`;
const day = (date: string, lang: 'zh' | 'en'): string => {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(date)
    ? civilDate(Instant.parse(Date.parse(`${date}T00:00:00+08:00`)))
    : undefined;
  return parsed ? formatDate(parsed satisfies CivilDate, lang) : date;
};

const yuan = (fen: number | undefined): Content =>
  fen === undefined ? '–' : html`<span class="tnum">${formatYuan(SignedFen.parse(fen))}</span>`;

export const moneyCard = async ({ host, t, lang }: Visit, { each, ledger }: CaseFile): Promise<Content> => {
  const fundName = await fundNames(host, ledger);
  const amounts: Fact[] = [
    { term: t({ zh: '申请（元）', en: 'Applied (yuan)' }), value: yuan(each.appliedFen) },
    { term: t({ zh: '批准（元）', en: 'Approved (yuan)' }), value: yuan(each.approvedFen) },
    { term: t({ zh: '到账（元）', en: 'Received (yuan)' }), value: yuan(each.receivedFen) },
    { term: t({ zh: '发放（元）', en: 'Paid (yuan)' }), value: yuan(each.paidFen) },
  ];
  const columns = [
    { name: t({ zh: '时间', en: 'When' }) },
    { name: t({ zh: '台账', en: 'Entry' }) },
    { name: t({ zh: '资金', en: 'Fund' }) },
    { name: t({ zh: '元', en: 'Yuan' }), num: true },
  ];
  const rows = ledger.map(({ at, entry, fund, year, fen }) => [
    html`<span class="nowrap">${formatDate(civilDate(at), lang)}</span>`,
    html`<span class="nowrap">${t(ENTRIES[entry])}</span>`,
    fundName({ fund, year }),
    formatYuan(SignedFen.parse(fen)),
  ]);
  const gates: [boolean, Text][] = [
    [each.noticeClear, { zh: '公示无异议', en: 'notice clear' }],
    [each.approved, { zh: '已批准', en: 'approved' }],
    [each.budgeted, { zh: '预算已留', en: 'budgeted' }],
  ];
  return card(
    t({ zh: '资金', en: 'Money' }),
    html`${facts(amounts)}
      <p>${gates.map(([done, words]) => html`${tag(`${done ? '✓' : '○'} ${t(words)}`, done ? 'ok' : 'rest')} `)}</p>
      ${ledger.length > 0 && table('', columns, rows, '')}`,
  );
};

const STATES: Readonly<Record<MailRecord['status'], { words: Text; tone: Tone }>> = {
  sent: { words: { zh: '已送出', en: 'Sent' }, tone: 'ok' },
  waiting: { words: { zh: '等待送出', en: 'Waiting' }, tone: 'wait' },
  'no address': { words: { zh: '没有邮箱', en: 'No address' }, tone: 'rest' },
  undeliverable: { words: { zh: '未送达', en: 'Not delivered' }, tone: 'bad' },
};

/** Behind one line that says whether all is well; open where it is not. */
export const mailCard = ({ t, lang }: Visit, { mails, pipeline }: CaseFile, names: Names): Content => {
  const wrong = mails.filter(({ status }) => status !== 'sent').length;
  const columns = [
    { name: t({ zh: '时间', en: 'When' }) },
    { name: t({ zh: '邮件', en: 'Letter' }) },
    { name: t({ zh: '给谁', en: 'To' }) },
    { name: t({ zh: '状态', en: 'State' }) },
  ];
  const rows = mails.map(({ at, letter, task, to, status, tries = 0 }) => [
    formatInstant(Instant.parse(at), lang),
    html`${t(LETTERS[letter] ?? ANY_LETTER)}${task && html` <span class="quiet">${t(stageName(pipeline, task.split('.')[0] ?? ''))}</span>`}`,
    to === 'applicant' ? t({ zh: '申请人', en: 'the applicant' }) : (names.get(to) ?? to),
    html`${tag(t(STATES[status].words), STATES[status].tone)}${tries > 0 && html` <span class="small">${t({ zh: `已试 ${tries} 次`, en: `${tries} tries` })}</span>`}`,
  ]);
  const summary =
    wrong === 0
      ? t({ zh: `${mails.length} 封，都已送出`, en: `${mails.length}, all sent` })
      : t({ zh: `${mails.length} 封，其中 ${wrong} 封没有送出`, en: `${mails.length}, ${wrong} of them not sent` });
  return card(
    t({ zh: '邮件', en: 'Mail' }),
    mails.length === 0
      ? html`<p class="quiet">${t({ zh: '还没有邮件', en: 'No mail yet' })}</p>`
      : html`<details ${wrong > 0 && 'open'}>
          <summary>${summary}</summary>
          <div class="bare">${table('', columns, rows, '')}</div>
        </details>`,
  );
};
