import { type Fen, formatYuan } from '#shared/money';

/**
 * CSV that opens right in Excel and WPS: used by board exports and bank files.
 *
 * UTF-8 with a byte order mark, every cell quoted, lines ended by CRLF. Two things are kept from being understood:
 *
 * - A number that is a name (identity, card, phone, leading zeros) gets a tab before it: both programs then take the
 *   cell as text, and show nothing of the tab. `="6222…"` would do too, but it is a formula, and one that a bank's
 *   program reads literally. Whoever trims cells, as `parseCsv` does, gets the number back unchanged.
 * - A text that begins like a formula gets an apostrophe before it, as OWASP advises.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export type Cell = string | number | { readonly fen: Fen } | undefined;

const BOM = '\uFEFF';
const FORMULA = /^\s*[=+\-@＝＋－＠|%]/;
/** Whatever a spreadsheet would take for a number and write in its own way: `429900…1X` too, for company. */
const NUMBER = /^[\d\s.,]*\d(?:[eE]\d+|X|x)?$/;

const text = (words: string): string => {
  if (NUMBER.test(words)) return `\t${words}`;
  return FORMULA.test(words) ? `'${words}` : words;
};

const cell = (value: Cell): string => {
  if (value === undefined) return '""';
  if (typeof value === 'number') return `"${value}"`;
  const words = typeof value === 'string' ? text(value) : formatYuan(value.fen).replaceAll(',', '');
  return `"${words.replaceAll('"', '""')}"`;
};

export const toCsv = (rows: readonly (readonly Cell[])[]): string =>
  BOM + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/** The words of a cell without what `toCsv` or a bank put around them. */
const bare = (words: string): string => {
  const trimmed = words.trim();
  return trimmed.startsWith("'") && FORMULA.test(trimmed.slice(1)) ? trimmed.slice(1) : trimmed;
};

/** Rows as a spreadsheet numbers them: blank lines stay, so that the n-th is line n. @throws {RangeError} in an open quote */
export const parseCsv = (source: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  const cells = /(?:"((?:[^"]|"")*)"[ \t]*|([^",\r\n]*))(,|\r\n|\n|\r|$)/gy;
  const body = source.startsWith(BOM) ? source.slice(1) : source;
  while (cells.lastIndex < body.length) {
    const at = cells.lastIndex;
    const [whole, quoted, plain = '', end = ''] = cells.exec(body) ?? [];
    if (whole === undefined) throw new RangeError(`Not CSV at character ${at}`);
    row.push(bare(quoted === undefined ? plain : quoted.replaceAll('""', '"')));
    if (end === ',' && cells.lastIndex === body.length) row.push('');
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
};

/** Text of a file: UTF-8 where it is UTF-8, else GB18030, which Chinese Windows and banks write. */
export const decodeText = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
};
