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

const onBoards = (each: Case, view: string): Fields => ({
  districtPk: boardPk(each.pipeline, each.district, view),
  townshipPk: boardPk(each.pipeline, each.township, view),
  unionPk: boardPk(each.pipeline, each.union, view),
  districtSk: boardSk(each),
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
 * while somebody is asked there.
 */
const viewItems = (each: Case): Item[] => {
  const view = CaseView.parse({ ...each, facts: shownFacts(each) });
  const item = (name: string, board: string): Item => ({
    ...view,
    pk: casePk(each.id),
    sk: `VIEW#${name}`,
    ...onBoards(each, board),
  });
  if (each.closedAt !== undefined)
    return [{ ...item('board', closedView(civilMonth(each.closedAt))), ...inMonth(each) }];
  return [
    item('board', 'all'),
    ...(each.task === undefined ? [] : [item('stage', `stage-${each.stage}`)]),
    ...each.flags.map((flag) => item(flag, flag)),
  ];
};

/**
 * Keeps boards in step with a case: written with every change that they show, removed where it leaves one.
 *
 * With an answer a case leaves its stage's board at once. On the others it stands as it was until its next step moves
 * it, commonly within a second: two moves to and from a place without a deadline would cost more than all the rest.
 */
export const viewWrites = (before: Case | undefined, now: Case): Write[] => {
  const [old, next] = [before ? viewItems(before) : [], viewItems(now)];
  const answered = before?.task !== undefined && now.task === undefined && before.stage === now.stage;
  const stands = (item: Item) =>
    old.some((other) => other.sk === item.sk && (answered || JSON.stringify(other) === JSON.stringify(item)));
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
