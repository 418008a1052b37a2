import type { Visit } from '../console.ts';
import { unitOf } from '../officer.ts';
import { boardPk, CaseView, closedView } from '#shared/cases/boards';
import { NotFound } from '#shared/faults';
import type { Host } from '#shared/host';
import type { Unit } from '#shared/people/organisation';
import type { Pipeline } from '#shared/pipeline';
import { all, type Query } from '#shared/table/table';
import type { Text } from '#shared/text';
import { civilDate, endOfDay, startOfDay } from '#shared/time/civil';
import type { Instant } from '#shared/time/instant';
import { pipelineOf } from '#workflows/index';

/** What a board shows, all of it in the address: a bookmark is a saved view. */
export const VIEWS = {
  all: { zh: '全部', en: 'All' },
  late: { zh: '已逾期', en: 'Overdue' },
  today: { zh: '今天到期', en: 'Due today' },
  failing: { zh: '出错重试中', en: 'Failing, retried' },
  stuck: { zh: '无人处理', en: 'Stuck' },
  unreached: { zh: '邮件未送达', en: 'Mail not delivered' },
} as const satisfies Record<string, Text>;
export type View = keyof typeof VIEWS;
export const VIEW_NAMES = ['all', 'late', 'today', 'failing', 'stuck', 'unreached'] as const satisfies View[];

export type Filter = {
  readonly pipeline: Pipeline;
  readonly unit: Unit;
  readonly view: View;
  readonly stage: string | undefined;
  /** Closed cases of a month, `2019-03`, instead of open ones. */
  readonly closed: string | undefined;
  readonly cursor: string | undefined;
};

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** @throws {NotFound} for a pipeline, unit or stage that is not there, or is not this officer's */
export const filterOf = ({ request: { params, query }, officer, host }: Visit): Filter => {
  const pipeline = pipelineOf(params['pipeline'] ?? '');
  const view = VIEW_NAMES.find((name) => name === query.get('view')) ?? 'all';
  const stage = query.get('stage') || undefined;
  if (stage !== undefined && !(stage in pipeline.tasks)) throw new NotFound('No such stage');
  const month = query.get('closed') ?? undefined;
  const closed = month === undefined || MONTH.test(month) ? month : civilDate(host.clock.now()).slice(0, 7);
  return { pipeline, unit: unitOf(officer, query.get('unit')), view, stage, closed, cursor: cursorIn(query) };
};

const cursorIn = (query: URLSearchParams): string | undefined => {
  const text = query.get('after');
  if (!text) return undefined;
  return Buffer.from(text, 'base64url').toString();
};
export const asParameter = (cursor: string): string => Buffer.from(cursor).toString('base64url');

/** The address of the same board with something changed; the cursor stays only if it is given. */
export const addressOf = (
  { pipeline, unit, view, stage, closed }: Filter,
  change: Partial<Filter> = {},
): `/${string}` => {
  const next = { unit, view, stage, closed, cursor: undefined, ...change };
  const query = new URLSearchParams({ unit: next.unit.id });
  if (next.closed !== undefined) query.set('closed', next.closed);
  else if (next.stage !== undefined) query.set('stage', next.stage);
  else if (next.view !== 'all') query.set('view', next.view);
  if (next.cursor !== undefined) query.set('after', asParameter(next.cursor));
  return `/admin/${pipeline.name}?${query.toString()}`;
};

const iso = (at: number) => new Date(at).toISOString();

/** The one index query that answers a filter, without its limit. */
const queryOf = ({ pipeline, unit, view, stage, closed, cursor }: Filter, now: Instant): Query => {
  const today = civilDate(now);
  const at = (name?: string) => boardPk(pipeline.name, unit.id, name);
  const from = { index: unit.kind, ...(cursor === undefined ? {} : { cursor }) } as const;
  if (closed !== undefined) return { ...from, pk: at(closedView(closed)), descending: true };
  if (stage !== undefined) return { ...from, pk: at(`stage-${stage}`) };
  // A deadline is the first instant after its last day: what was due yesterday ends when today begins.
  if (view === 'late') return { ...from, pk: at(), to: `${iso(startOfDay(today))}#\u{10ffff}` };
  if (view === 'today') {
    return { ...from, pk: at(), from: iso(startOfDay(today) + 1), to: `${iso(endOfDay(today))}#\u{10ffff}` };
  }
  return { ...from, pk: at(view === 'all' ? undefined : view) };
};

type Found = { readonly cases: readonly CaseView[]; readonly cursor?: string };

/** A page of what a filter finds. Townships and unions look for a stage among all of their open cases: never many. */
export const casesOn = async (
  { table, clock }: Pick<Host, 'table' | 'clock'>,
  filter: Filter,
  limit: number,
): Promise<Found> => {
  const { stage, unit } = filter;
  const now = clock.now();
  if (stage !== undefined && filter.closed === undefined && unit.kind !== 'district') {
    const open = await all(table, queryOf({ ...filter, view: 'all', stage: undefined, cursor: undefined }, now));
    const cases = open.map((item) => CaseView.parse(item));
    return { cases: cases.filter((each) => each.stage === stage) };
  }
  const { items, ...rest } = await table.query({ ...queryOf(filter, now), limit });
  return { cases: items.map((item) => CaseView.parse(item)), ...rest };
};
