import type { Fields, Write } from '#shared/table/table';
import { civilDate, civilMonth } from '#shared/time/civil';
import { type Case, casePk } from './case.ts';

/** After every real instant: cases that wait for no deadline stand last on a board. */
const NO_DEADLINE = '9999';

export const boardPk = (pipeline: string, unit: string, view = 'all') => `BOARD#${pipeline}#${unit}#${view}`;
export const closedPk = (pipeline: string, month: string) => `CLOSED#${pipeline}#${month}`;

/** Open cases by their deadline, closed ones by when they were closed. */
const boardSk = ({ closedAt, dueAt, id }: Case) => {
  const at = closedAt ?? dueAt;
  return `${at === undefined ? NO_DEADLINE : new Date(at).toISOString()}#${id}`;
};

const onBoards = (each: Case, view?: string): Fields => ({
  districtPk: boardPk(each.pipeline, each.district, view),
  townshipPk: boardPk(each.pipeline, each.township, view),
  unionPk: boardPk(each.pipeline, each.union, view),
  districtSk: boardSk(each),
  townshipSk: boardSk(each),
  unionSk: boardSk(each),
});

/** The index entries of the case item: the boards while it is open, its month once it is closed. */
export const boardEntries = (each: Case): Fields =>
  each.closedAt === undefined
    ? onBoards(each)
    : {
        monthPk: closedPk(each.pipeline, civilDate(each.closedAt).slice(0, 7)),
        monthSk: `${new Date(each.closedAt).toISOString()}#${each.id}`,
      };

export const closedView = (month: string) => `closed-${month}`;

/** The views that a case is in: what it is flagged with, and its stage; once it is closed, its month. */
const viewsOf = (each: Case): string[] =>
  each.closedAt === undefined ? [...each.flags, `stage-${each.stage}`] : [closedView(civilMonth(each.closedAt))];

/** Copies of the case on the filtered boards, kept in step with it: written with every change, removed when it leaves. */
export const viewWrites = (before: Case | undefined, now: Case): Write[] => {
  const pk = casePk(now.id);
  const left = before ? viewsOf(before).filter((view) => !viewsOf(now).includes(view)) : [];
  return [
    ...viewsOf(now).map((view) => ({ put: { ...now, pk, sk: `VIEW#${view}`, ...onBoards(now, view) } })),
    ...left.map((view) => ({ delete: { pk, sk: `VIEW#${view}` } })),
  ];
};
