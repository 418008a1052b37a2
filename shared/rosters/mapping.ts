import type { Sheet } from '#shared/sheets/read';
import { halfWidth } from '#shared/text';
import type { Column, RosterSpec } from './spec.ts';

/** Which column of a sheet holds which field, by index; and which row is the head. */
export type Mapping = { readonly head: number; readonly at: Readonly<Record<string, number>> };
/** As it is remembered: by the words at the head, since columns move. */
export type Remembered = Readonly<Record<string, string>>;

const MOST_HEAD_ROWS = 10;

const plainWords = (words: string): string =>
  halfWidth(words)
    .replaceAll(/[\s*（）()：:、/_-]|必填|选填/g, '')
    .toLowerCase();

const fits = ({ field, aliases = [] }: Column, head: string): boolean =>
  [field.label.zh, field.label.en, field.name, ...aliases].some((name) => plainWords(name) === head);

/** Reads a row as a head: what was remembered first, then names and aliases; each column goes to one field. */
const readHead = (row: readonly string[], spec: RosterSpec, remembered: Remembered): Record<string, number> => {
  const heads = row.map(plainWords);
  const at: Record<string, number> = {};
  const taken = new Set<number>();
  const take = (name: string, index: number) => {
    if (index < 0 || taken.has(index)) return;
    at[name] = index;
    taken.add(index);
  };
  for (const { field } of spec.columns) {
    const known = remembered[field.name];
    if (known !== undefined) take(field.name, heads.indexOf(plainWords(known)));
  }
  for (const column of spec.columns) {
    if (at[column.field.name] !== undefined) continue;
    take(
      column.field.name,
      heads.findIndex((head, i) => head !== '' && !taken.has(i) && fits(column, head)),
    );
  }
  return at;
};

/** Titles may stand above the head: the row among the first ten that names most columns is it. */
export const findMapping = (sheet: Sheet, spec: RosterSpec, remembered: Remembered = {}): Mapping | undefined => {
  let best: Mapping | undefined;
  for (const [head, row] of sheet.slice(0, MOST_HEAD_ROWS).entries()) {
    const at = readHead(row, spec, remembered);
    if (Object.keys(at).length > Object.keys(best?.at ?? {}).length) best = { head, at };
  }
  return best;
};

/** The mapping in the words of the sheet's head, to be remembered for the next sheet of this unit. */
export const rememberedOf = (sheet: Sheet, { head, at }: Mapping): Remembered =>
  Object.fromEntries(Object.entries(at).map(([name, index]) => [name, sheet[head]?.[index] ?? '']));
