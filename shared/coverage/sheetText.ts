import * as z from 'zod/mini';
import { Instant } from '#shared/time/instant';
import { Status } from './status.ts';

/**
 * The lines of a sheet as they are kept: a letter a row for what became of it, one for its group, one for its note, and
 * each group and note once. A hundred people who sign together take some three hundred bytes, not a hundred items.
 */
const Note = z.object({
  /** Why excluded, or why not delivered, in words. */
  reason: z.optional(z.string()),
  at: z.optional(Instant),
  by: z.optional(z.string()),
  receipt: z.optional(z.record(z.string(), z.json())),
});

/** What a line says: how somebody stands, with whom they are visited, and what was noted last. */
export type Line = z.infer<typeof Note> & { readonly status: Status; readonly group?: string };

export const LineText = z.object({
  marks: z.string(),
  groups: z.array(z.string()),
  inGroup: z.string(),
  notes: z.array(Note),
  noted: z.string(),
});
export type LineText = z.infer<typeof LineText>;

const MARKS: Readonly<Record<Status, string>> = {
  listed: 'l',
  excluded: 'x',
  delivered: 'd',
  absent: 'a',
  refused: 'r',
  deceased: 'z',
  moved: 'm',
};
const STATUSES = new Map(Status.options.map((status) => [MARKS[status], status]));
const NOTHING = '-';
/** The first of the letters that stand for a number: printable, and none is the dash. */
const FIRST = 48;

const letter = (n: number): string => String.fromCodePoint(FIRST + n);
const number = (of: string): number => (of.codePointAt(0) ?? FIRST) - FIRST;

/** Each value once, in the order of its first use. */
const numbering = <T>() => {
  const known = new Map<string, number>();
  const values: T[] = [];
  return {
    values,
    of: (value: T): string => {
      const name = JSON.stringify(value);
      const n = known.get(name) ?? values.push(value) - 1;
      known.set(name, n);
      return letter(n);
    },
  };
};

export const textOf = (from: number, lines: ReadonlyMap<number, Line>): LineText => {
  const groups = numbering<string>();
  const notes = numbering<z.infer<typeof Note>>();
  let [marks, inGroup, noted] = ['', '', ''];
  for (let row = from; row <= Math.max(0, ...lines.keys()); row++) {
    const line = lines.get(row);
    const { status, group, ...note } = line ?? {};
    marks += status === undefined ? NOTHING : MARKS[status];
    inGroup += group === undefined ? NOTHING : groups.of(group);
    noted += Object.keys(note).length === 0 ? NOTHING : notes.of(note);
  }
  return { marks, groups: groups.values, inGroup, notes: notes.values, noted };
};

export const linesFrom = (from: number, { marks, groups, inGroup, notes, noted }: LineText): Map<number, Line> => {
  const lines = new Map<number, Line>();
  const [inGroups, ofNotes] = [[...inGroup], [...noted]];
  for (const [i, mark] of [...marks].entries()) {
    const status = STATUSES.get(mark);
    if (status === undefined) continue;
    const group = groups[number(inGroups[i] ?? NOTHING)];
    lines.set(from + i, { status, ...(group !== undefined && { group }), ...notes[number(ofNotes[i] ?? NOTHING)] });
  }
  return lines;
};
