import * as z from 'zod/mini';
import type { Fields, Item, Write } from '#shared/table/table';
import { civilMonth } from '#shared/time/civil';
import { Case, caseItem, casePk } from './case.ts';

/**
 * Boards: the cases of a unit, all of them or those that a board filters by, each found by one query.
 *
 * A case stands there by small items beside it, not by its own: an index keeps a whole item for every board, and pays
 * for it again with every change. What a board does not show of a case changes no board.
 */
export const CaseView = z.omit(Case, {
  version: true,
  seq: true,
  head: true,
  rounds: true,
  acted: true,
  email: true,
  noticeClear: true,
  approved: true,
  budgeted: true,
  lang: true,
});
export type CaseView = z.infer<typeof CaseView>;

/** After every real instant: cases that wait for no deadline stand last on a board. */
const NO_DEADLINE = '9999';

export const boardPk = (pipeline: string, unit: string, view = 'all') => `BOARD#${pipeline}#${unit}#${view}`;
export const closedPk = (pipeline: string, month: string) => `CLOSED#${pipeline}#${month}`;
export const closedView = (month: string) => `closed-${month}`;

/** Open cases by their deadline, closed ones by when they were closed. */
const boardSk = ({ closedAt, dueAt, id }: Case) => {
  const at = closedAt ?? dueAt;
  return `${at === undefined ? NO_DEADLINE : new Date(at).toISOString()}#${id}`;
};

/** Where a line stands: on one board of the district's, or on those of township and union as well. */
const inDistrict = (each: Case, view: string): Fields => ({
  districtPk: boardPk(each.pipeline, each.district, view),
  districtSk: boardSk(each),
});
const onBoards = (each: Case, view: string): Fields => ({
  ...inDistrict(each, view),
  townshipPk: boardPk(each.pipeline, each.township, view),
  unionPk: boardPk(each.pipeline, each.union, view),
  townshipSk: boardSk(each),
  unionSk: boardSk(each),
});

/** The month of a closed case, for whoever looks through all of a pipeline. */
const inMonth = ({ closedAt, pipeline, id }: Case): Fields =>
  closedAt === undefined
    ? {}
    : { monthPk: closedPk(pipeline, civilMonth(closedAt)), monthSk: `${new Date(closedAt).toISOString()}#${id}` };

/** What a line can say of a pipeline's facts: words and numbers, and the money that is held for the case. */
const shownFacts = ({ facts }: Case): Case['facts'] =>
  Object.fromEntries(Object.entries(facts).filter(([name, fact]) => name === 'held' || typeof fact !== 'object'));

/**
 * The items by which a case is on boards: of all cases or of the month it was closed in, of its flags, and of its stage
 * from its first question on. Stages are told apart for a district alone, which has many cases: townships and unions
 * find theirs among all of their own.
 */
const viewItems = (each: Case): Item[] => {
  const view = CaseView.parse({ ...each, facts: shownFacts(each) });
  const item = (name: string, fields: Fields): Item => ({
    ...view,
    pk: casePk(each.id),
    sk: `VIEW#${name}`,
    ...fields,
  });
  const board = (name: string) => item('board', onBoards(each, name));
  if (each.closedAt !== undefined) return [{ ...board(closedView(civilMonth(each.closedAt))), ...inMonth(each) }];
  return [
    board('all'),
    ...(each.stage in each.rounds ? [item('stage', inDistrict(each, `stage-${each.stage}`))] : []),
    ...each.flags.map((flag) => item(flag, onBoards(each, flag))),
  ];
};

const sameFlags = (a: Case, b: Case): boolean => a.flags.join() === b.flags.join();

/**
 * Keeps boards in step with a case: written when it is opened, with what its task or its flags change, when it is closed.
 *
 * Between an answer and the next question it stands as it was, commonly for a second: to leave a board and come back
 * would cost more than all the rest. What a board leads to reads the case itself.
 */
export const viewWrites = (before: Case | undefined, now: Case): Write[] => {
  if (before && now.task === undefined && now.closedAt === undefined && sameFlags(before, now)) return [];
  const [old, next] = [before ? viewItems(before) : [], viewItems(now)];
  const stands = (item: Item) =>
    old.some((other) => other.sk === item.sk && JSON.stringify(other) === JSON.stringify(item));
  const left = old.filter(({ sk }) => !next.some((item) => item.sk === sk));
  return [
    ...next.filter((item) => !stands(item)).map((put) => ({ put })),
    ...left.map(({ pk, sk }) => ({ delete: { pk, sk } })),
  ];
};

/** A case as it is stored, with the items by which boards find it. */
export const caseItems = (each: Case): Item[] => [caseItem(each), ...viewItems(each)];

export const isView = ({ pk, sk }: Pick<Item, 'pk' | 'sk'>): boolean =>
  pk.startsWith('CASE#') && sk.startsWith('VIEW#');
