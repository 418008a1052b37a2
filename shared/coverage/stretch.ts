import type { Line } from './sheetText.ts';

/** A sheet is about a stretch of so many rows of a union's roster. */
export const STRETCH = 100;

export type Sheet = {
  readonly unit: string;
  readonly import: string;
  /** The first row of the stretch: 1, 101, 201, … */
  readonly from: number;
  readonly valueFen: number;
  readonly late: boolean;
  /** Counts changes; 0 where nothing has been written yet. */
  readonly version: number;
  /** By row; rows whose person has a place elsewhere, or none, have no line. */
  readonly lines: ReadonlyMap<number, Line>;
};

/** The sheet that a row of a roster is on. */
export type OnSheet = { readonly unit: string; readonly import: string; readonly row: number };

export const firstOf = (row: number): number => Math.floor((row - 1) / STRETCH) * STRETCH + 1;

export const blank = ({ unit, import: roster, row }: OnSheet, valueFen: number, late = false): Sheet => ({
  unit,
  import: roster,
  from: firstOf(row),
  valueFen,
  late,
  version: 0,
  lines: new Map(),
});
