import type { Visit } from '../console.ts';
import type { CaseView } from '#shared/cases/boards';
import { type Content, html } from '#shared/html/html';
import { type Column, tag } from '#shared/html/show';
import { UnitId } from '#shared/ids';
import { formatYuan, SignedFen } from '#shared/money';
import { organisation } from '#shared/people/organisation';
import { roleName } from '#shared/people/roles';
import { type Pipeline, reference } from '#shared/pipeline';
import { daysLeft, lastDay } from '#shared/tasks/daysLeft';
import type { Text } from '#shared/text';
import { civilDate, formatDate } from '#shared/time/civil';

/** A line of a board: where a case is and for how long, whom it waits for, until when, and what is wrong with it. */
export type UnitNames = ReadonlyMap<string, string>;

/** The names of the units that a page of cases waits for. */
export const unitNames = ({ host }: Visit, cases: readonly CaseView[]): Promise<UnitNames> => {
  const ids = cases.flatMap(({ waitingFor, union }) => [UnitId.parse(waitingFor?.unit ?? union), union]);
  return organisation(host.table).unitNames(ids);
};

const FLAGS: Readonly<Record<string, Text>> = {
  failing: { zh: '出错重试中', en: 'failing, retried' },
  stuck: { zh: '无人处理', en: 'stuck' },
  unreached: { zh: '邮件未送达', en: 'mail not delivered' },
};

export const stageName = (pipeline: Pipeline, stage: string): Text =>
  pipeline.tasks[stage]?.title ??
  pipeline.ends[stage]?.label ??
  (stage === 'submitted' ? { zh: '已提交', en: 'Submitted' } : { zh: '办理中', en: 'In progress' });

const DAY_MS = 86_400_000;
const ageOf = ({ host, t }: Visit, { stageSince }: CaseView): string => {
  const days = Math.floor((host.clock.now() - stageSince) / DAY_MS);
  return days === 0
    ? t({ zh: '今天', en: 'today' })
    : t({ zh: `${days} 天`, en: days === 1 ? '1 day' : `${days} days` });
};

export const flagTags = ({ t }: Visit, { flags }: CaseView): Content =>
  flags.map((flag) => html` ${tag(t(FLAGS[flag] ?? { zh: flag, en: flag }), 'bad')}`);

export const waitsFor = ({ t }: Visit, { waitingFor }: CaseView, names: UnitNames): Content => {
  if (!waitingFor || waitingFor.role === 'nobody') return '–';
  const role = t(roleName(waitingFor.role));
  return waitingFor.role === 'applicant'
    ? role
    : html`${names.get(waitingFor.unit)}<br /><span class="quiet small">${role}</span>`;
};

const deadline = ({ host, t, lang }: Visit, { dueAt }: CaseView): Content => {
  if (dueAt === undefined) return '–';
  const left = host.clock.now() >= dueAt ? 'bad' : lastDay(dueAt) === civilDate(host.clock.now()) ? 'wait' : 'rest';
  return html`<span class="nowrap">${formatDate(lastDay(dueAt), lang)}</span> ${tag(t(daysLeft(host, dueAt)), left)}`;
};

/** The amount that counts by now: paid, else received, approved, applied for. */
export const amountNow = ({ paidFen, receivedFen, approvedFen, appliedFen }: CaseView): string => {
  const fen = paidFen ?? receivedFen ?? approvedFen ?? appliedFen;
  return fen === undefined ? '–' : formatYuan(SignedFen.parse(fen));
};

export const boardColumns = ({ t }: Visit, closed: boolean): Column[] => [
  { name: t({ zh: '编号', en: 'Case' }) },
  { name: t({ zh: '所在环节', en: 'Stage' }) },
  { name: closed ? t({ zh: '结案', en: 'Closed' }) : t({ zh: '已停留', en: 'For' }) },
  { name: closed ? t({ zh: '单位', en: 'Unit' }) : t({ zh: '等谁', en: 'Waits for' }) },
  ...(closed ? [] : [{ name: t({ zh: '期限', en: 'Deadline' }) }]),
  { name: t({ zh: '金额（元）', en: 'Amount (yuan)' }), num: true },
];

export const boardRow = (visit: Visit, pipeline: Pipeline, each: CaseView, names: UnitNames): Content[] => {
  const { t, to, lang } = visit;
  const closed = each.closedAt !== undefined;
  return [
    html`<a class="nowrap" href="${to(`/admin/cases/${each.id}`)}">${reference(pipeline, each.id)}</a>
      <span class="quiet">${each.title}</span>`,
    html`${t(stageName(pipeline, each.stage))}${flagTags(visit, each)}`,
    each.closedAt === undefined ? ageOf(visit, each) : formatDate(civilDate(each.closedAt), lang),
    closed ? names.get(each.union) : waitsFor(visit, each, names),
    ...(closed ? [] : [deadline(visit, each)]),
    amountNow(each),
  ];
};
