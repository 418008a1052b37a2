import type { Answers, SimpleField } from '#shared/forms/fields';
import type { Text } from '#shared/text';
import type { CivilDate } from '#shared/time/civil';

/**
 * What a roster or register must hold, as data: its columns are fields of forms, so one set of rules reads what people
 * type and what they upload. Used by campaigns (who is to be visited) and by registers (who must not be left out).
 */
export type RosterSpec = {
  /** Under which the column mapping of a unit is remembered. */
  readonly kind: string;
  readonly label: Text;
  readonly columns: readonly Column[];
  /** The identity number's column: one person is one row. */
  readonly person: string;
  /** What cannot be right about a row whose cells are each right. Pure. */
  readonly check?: (row: Answers, today: CivilDate) => readonly { readonly field: string; readonly message: Text }[];
};

export type Column = {
  readonly field: SimpleField;
  /** What else people write at its head. */
  readonly aliases?: readonly string[];
};

/** A fault as whoever prepared the sheet finds it: by row and column as the spreadsheet counts them. */
export type Fault = {
  readonly row: number;
  /** `C`; absent where the whole column is missing. */
  readonly column?: string;
  readonly label: Text;
  readonly message: Text;
};

export const letterOf = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : `${letterOf(Math.floor(index / 26) - 1)}${String.fromCharCode(65 + (index % 26))}`;
