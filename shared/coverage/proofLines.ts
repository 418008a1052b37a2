import { rowsOf, type RosterRow } from '#shared/rosters/rows';
import type { Table } from '#shared/table/table';
import type { BatchRows } from './cut.ts';
import type { Gap } from './gaps.ts';
import type { People, Recipient } from './recipients.ts';
import { onRoster, recipientsOf } from './walk.ts';

export type Standing = 'served' | 'excluded' | 'unresolved';

/** Absent is not a reason: a second visit or a proxy is due. The others are, where a reason stands beside them. */
export const standsAs = (recipient: Pick<Recipient, 'status' | 'reason'> | undefined): Standing => {
  switch (recipient?.status) {
    case 'delivered':
      return 'served';
    case 'excluded':
    case 'refused':
    case 'deceased':
    case 'moved':
      return recipient.reason ? 'excluded' : 'unresolved';
    case 'listed':
    case 'absent':
    case undefined:
      return 'unresolved';
  }
};

/** What the proof says of one row of a list: in words, and for adding up. */
export type ProofLine = {
  /** `source person standing`, and a line feed. */
  readonly line: string;
  /** A register, or the union that sent the roster. */
  readonly source: string;
  readonly standing: Standing;
  /** The person's place is on this row: everybody is counted once, where their place is. */
  readonly home: boolean;
  readonly gap: Omit<Gap, 'source'>;
};

const PAGE = 1_000;

/** The lines of some rows of registers and rosters, in their order. */
export async function* linesOf(table: Table, of: People, rows: readonly BatchRows[]): AsyncGenerator<ProofLine> {
  for (const some of rows) {
    const source = some.scope === of.id ? some.unit : some.scope;
    for await (const page of some.scope === of.id ? ofRoster(table, of, some) : ofRegister(table, some)) {
      const elsewhere = page.flatMap(({ row, recipient }) => (recipient ? [] : [row.person]));
      const others = elsewhere.length === 0 ? new Map<string, Recipient>() : await recipientsOf(table, of, elsewhere);
      for (const { row, recipient = others.get(row.person) } of page) yield lineOf(source, some, row, recipient);
    }
  }
}

const lineOf = (
  source: string,
  { scope, unit, import: roster }: BatchRows,
  { person, row }: RosterRow,
  recipient: Recipient | undefined,
): ProofLine => {
  const standing = standsAs(recipient);
  return {
    line: `${source} ${person} ${standing}\n`,
    source,
    standing,
    home: recipient?.unit === unit && recipient.import === roster && recipient.row === row,
    gap: { person, scope, unit, import: roster, row, ...(recipient && { status: recipient.status }) },
  };
};

type OnPage = { readonly row: RosterRow; readonly recipient?: Recipient | undefined };

async function* ofRoster(table: Table, of: People, rows: BatchRows): AsyncGenerator<OnPage[]> {
  let page: OnPage[] = [];
  for await (const each of onRoster(table, of, rows)) {
    page.push(each);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  yield page;
}

async function* ofRegister(table: Table, { scope, unit, import: list, from, to }: BatchRows): AsyncGenerator<OnPage[]> {
  for (let next = from; next <= to;) {
    const found = await rowsOf(table, { scope, unit }, list, { from: next, limit: PAGE });
    yield found.flatMap((row) => (row.row <= to ? [{ row }] : []));
    const last = found.at(-1);
    if (!last || found.length < PAGE) return;
    next = last.row + 1;
  }
}
