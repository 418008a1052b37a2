import type { Page } from '#functions/page';
import { download } from '#functions/web/respond';
import type { CaseView } from '#shared/cases/boards';
import { type Cell, toCsv } from '#shared/export/csv';
import { Fen } from '#shared/money';
import { roleName } from '#shared/people/roles';
import { reference } from '#shared/pipeline';
import { lastDay } from '#shared/tasks/daysLeft';
import { civilDate } from '#shared/time/civil';
import { casesOn, filterOf } from './board/filters.ts';
import { stageName, unitNames } from './board/rows.ts';
import { forOfficers, type Visit } from './console.ts';

/** Enough for the whole of a district; what is more is exported month by month. */
const MOST_ROWS = 5_000;
const PAGE = 500;

/** GET /admin/{pipeline}/export: what the board shows with the same filters, as a table for Excel or WPS. */
export const exportBoard: Page = forOfficers(async (visit) => {
  const { host, t, lang } = visit;
  const filter = filterOf(visit);
  const cases: CaseView[] = [];
  let cursor: string | undefined;
  do {
    const page: Awaited<ReturnType<typeof casesOn>> = await casesOn(host, { ...filter, cursor }, PAGE);
    cases.push(...page.cases);
    cursor = page.cursor;
  } while (cursor !== undefined && cases.length < MOST_ROWS);
  const names = await unitNames(visit, cases);
  const headings =
    lang === 'zh'
      ? [
          '编号',
          '姓名',
          '单位',
          '环节',
          '进入环节',
          '等谁',
          '期限',
          '标记',
          '申请金额',
          '批准金额',
          '到账金额',
          '发放金额',
          '办结',
        ]
      : [
          'Case',
          'Name',
          'Unit',
          'Stage',
          'Since',
          'Waits for',
          'Deadline',
          'Marks',
          'Applied',
          'Approved',
          'Received',
          'Paid',
          'Closed',
        ];
  const money = (fen: number | undefined): Cell => (fen === undefined ? undefined : { fen: Fen.parse(fen) });
  const rows = cases.map((each): Cell[] => [
    reference(filter.pipeline, each.id),
    each.title,
    names.get(each.union),
    t(stageName(filter.pipeline, each.stage)),
    civilDate(each.stageSince),
    waits(visit, each, names),
    each.dueAt === undefined ? undefined : lastDay(each.dueAt),
    each.flags.join(' '),
    money(each.appliedFen),
    money(each.approvedFen),
    money(each.receivedFen),
    money(each.paidFen),
    each.closedAt === undefined ? undefined : civilDate(each.closedAt),
  ]);
  const name = `${filter.pipeline.name}-${filter.unit.id}-${civilDate(host.clock.now())}.csv`;
  return download(name, 'text/csv; charset=utf-8', toCsv([headings, ...rows]));
});

const waits = ({ t }: Visit, { waitingFor }: CaseView, names: ReadonlyMap<string, string>): string | undefined =>
  waitingFor && waitingFor.role !== 'nobody'
    ? `${names.get(waitingFor.unit) ?? ''} ${t(roleName(waitingFor.role))}`
    : undefined;
