import type { Row } from '#functions/selfInspection/roster';
import type { Visit } from '#functions/web/admin/console';
import type { Case } from '#shared/cases/case';
import { type Content, html } from '#shared/html/html';
import { facts, tag, type Tone } from '#shared/html/show';
import { formatYuan, SignedFen } from '#shared/money';
import { civilDate, formatDate } from '#shared/time/civil';
import { VIOLATIONS } from '#workflows/selfInspection/checklist';
import { selfInspection } from '#workflows/selfInspection/index';
import { type Standing, standing, STANDINGS } from '#workflows/selfInspection/standing';

/** What the board shows of a programme as a whole, and of each unit. */
export const TONES: Readonly<Partial<Record<Standing, Tone>>> = {
  LATE: 'bad',
  OVERDUE: 'bad',
  RECTIFIED: 'ok',
  NO_PROBLEM: 'ok',
  REFERRED: 'rest',
};

export const stage = ({ t, lang }: Visit, { stage: name, dueAt }: Case): Content => {
  const task = Object.entries(selfInspection.selfInspection.tasks).find(([one]) => one === name)?.[1];
  if (!task) return t({ zh: '下发和汇总由系统办理。', en: 'The system is at work.' });
  return html`${t(task.status)}${dueAt !== undefined && html`（${t({ zh: '至', en: 'until ' })}${formatDate(civilDate(dueAt), lang)}）`}`;
};

export const sums = ({ t }: Visit, count: (name: string) => number, units: number): Content => {
  const yuan = (name: string) => `${formatYuan(SignedFen.parse(count(name)))} ${t({ zh: '元', en: 'yuan' })}`;
  const types = Object.entries(VIOLATIONS).filter(([type]) => count(`violation_${type}`) > 0);
  return html`<div class="card">
    ${facts([
      {
        term: t({ zh: '单位', en: 'Units' }),
        value: t({
          zh: `${units} 家，已自查 ${count('reported')} 家（零报告 ${count('zero')}），有问题 ${count('withProblems')} 家，已整改 ${count('status_RECTIFIED')} 家`,
          en: `${units}; reported ${count('reported')} (zero ${count('zero')}), with problems ${count('withProblems')}, rectified ${count('status_RECTIFIED')}`,
        }),
      },
      {
        term: t({ zh: '问题', en: 'Findings' }),
        value: html`${count('findings')}${types.map(([type, words]) => html` 　${t(words)} ${count(`violation_${type}`)}`)}`,
      },
      {
        term: t({ zh: '台账', en: 'Items' }),
        value: t({
          zh: `${count('items')} 项，已销号 ${count('closed')} 项`,
          en: `${count('items')}, closed ${count('closed')}`,
        }),
      },
      { term: t({ zh: '应清退', en: 'Due' }), value: yuan('dueFen') },
      { term: t({ zh: '已清退', en: 'Recovered' }), value: yuan('recoveredFen') },
      { term: t({ zh: '已减免', en: 'Waived' }), value: count('waivedFen') > 0 && yuan('waivedFen') },
      { term: t({ zh: '尚欠', en: 'Outstanding' }), value: yuan('outstandingFen') },
    ])}
  </div>`;
};

export const columns = ({ t }: Visit) => [
  { name: t({ zh: '单位', en: 'Unit' }) },
  { name: t({ zh: '状态', en: 'Status' }) },
  { name: t({ zh: '期限', en: 'Due' }) },
  { name: t({ zh: '问题', en: 'Problems' }), num: true },
  { name: t({ zh: '已销号', en: 'Closed' }), num: true },
  { name: t({ zh: '应清退（元）', en: 'Due (yuan)' }), num: true },
  { name: t({ zh: '已清退（元）', en: 'Recovered (yuan)' }), num: true },
  { name: t({ zh: '尚欠（元）', en: 'Outstanding (yuan)' }), num: true },
];

export const cells = ({ host, t, to, lang }: Visit, base: `/${string}`, row: Row): Content[] => {
  const now = standing(row, civilDate(host.clock.now()));
  return [
    html`<a href="${to(`${base}/units/${row.unit}`)}">${row.name}</a>`,
    tag(t(STANDINGS[now]), TONES[now] ?? 'wait'),
    row.dueOn && formatDate(row.dueOn, lang),
    row.findings,
    `${row.closed} / ${row.items}`,
    formatYuan(row.dueFen),
    formatYuan(row.recoveredFen),
    formatYuan(row.outstandingFen),
  ];
};
