import { decodeText, parseCsv } from '#shared/export/csv';
import type { Text } from '#shared/text';

/**
 * Tables that people bring: XLSX, and CSV in UTF-8, UTF-16 or GB18030. Used by rosters and registers. Every cell comes
 * as the text that its author saw; what the text means is for whoever reads it.
 */
export type Sheet = readonly (readonly string[])[];
export type ReadSheet = { readonly ok: true; readonly rows: Sheet } | { readonly ok: false; readonly why: Text };

export const MOST_SHEET_BYTES = 10 * 1024 * 1024;
const MOST_UNPACKED_BYTES = 80 * 1024 * 1024;
const MOST_ROWS = 20_000;

const wrong = (zh: string, en: string): ReadSheet => ({ ok: false, why: { zh, en } });

const startsWith = (bytes: Uint8Array, ...first: readonly number[]) => first.every((byte, i) => bytes[i] === byte);

export const readSheet = async (bytes: Uint8Array): Promise<ReadSheet> => {
  if (bytes.length === 0) return wrong('文件是空的', 'The file is empty');
  if (bytes.length > MOST_SHEET_BYTES) return wrong('文件超过 10 MB，请分成几份', 'The file is over 10 MB: split it');
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return wrong(
      '这是旧版 .xls 文件，或设了密码。请另存为 .xlsx，不设密码',
      'This is an old .xls file, or it has a password. Save it as .xlsx without one',
    );
  const rows = startsWith(bytes, 0x50, 0x4b) ? await readXlsxRows(bytes) : readCsvRows(bytes);
  if (rows === undefined)
    return wrong(
      '打不开这个文件，请用 Excel 或 WPS 另存为 .xlsx 后再上传',
      'This file cannot be read. Save it as .xlsx with Excel or WPS and upload it again',
    );
  if (rows.length > MOST_ROWS) return wrong(`超过 ${MOST_ROWS} 行，请分成几份`, `Over ${MOST_ROWS} rows: split it`);
  return { ok: true, rows };
};

/** What an archive says it unpacks to, from its central directory. An archive that lies is caught while it unpacks. */
const unpackedBytes = (bytes: Uint8Array): number => {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let total = 0;
  for (let at = view.indexOf('PK\u0001\u0002', 0, 'latin1'); at >= 0 && at + 28 <= view.length;) {
    total += view.readUInt32LE(at + 24);
    at = view.indexOf('PK\u0001\u0002', at + 4, 'latin1');
  }
  return total;
};

const readXlsxRows = async (bytes: Uint8Array): Promise<Sheet | undefined> => {
  if (unpackedBytes(bytes) > MOST_UNPACKED_BYTES) return undefined;
  const { streamXlsxRows } = await import('./xlsxRows.ts');
  try {
    const rows: (readonly string[])[] = [];
    for await (const { index, values } of streamXlsxRows(bytes)) {
      const row = values.map(cellText);
      if (row.every((cell) => cell === '')) continue; // a sheet that somebody has coloured to its very end
      while (rows.length < Math.min(index, MOST_ROWS)) rows.push([]);
      rows.push(row);
    }
    return rows;
  } catch {
    return undefined; // a broken archive, or an archive of something else
  }
};

/** A number as a program saves it: a long one has lost its last digits, and shows it by its exponent. */
export const cellText = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return Math.abs(value) >= 1e15 ? value.toExponential() : String(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === 'string' ? value.trim() : '';
};

/** Whether a cell shows a long number that a spreadsheet has rounded: 4.29900197001010E+17. */
export const isRounded = (cell: string): boolean => /^\d(?:\.\d+)?[eE]\+?1[5-9]$/.test(cell);

const readCsvRows = (bytes: Uint8Array): Sheet | undefined => {
  const text = startsWith(bytes, 0xff, 0xfe) ? new TextDecoder('utf-16le').decode(bytes) : decodeText(bytes);
  // oxlint-disable-next-line no-control-regex -- a picture or a program is no table
  if (/[\u0000-\u0008]/.test(text.slice(0, 10_000))) return undefined;
  const [firstLine = ''] = text.split(/\r?\n/, 1);
  if (firstLine.includes('\t') && !firstLine.includes(','))
    return text.split(/\r?\n/).map((line) => line.split('\t').map((cell) => cell.trim()));
  try {
    return parseCsv(text);
  } catch {
    return undefined;
  }
};
