import { type Cell, toCsv } from '#shared/export/csv';
import { formatYuan } from '#shared/money';
import { encodeGb18030 } from './gb18030.ts';

/** Tables that people take away: an XLSX workbook, or CSV in the encoding of their program. */
const isText = (value: Cell): value is string => typeof value === 'string';

/** Texts stay texts: an identity number keeps its digits, and what begins with = is no formula. */
export const writeXlsx = async (name: string, rows: readonly (readonly Cell[])[]): Promise<Uint8Array> => {
  const { XlsxStreamWriter } = await import('./xlsxWriter.ts');
  const sheet = new XlsxStreamWriter({ name });
  for (const row of rows) {
    const cells = row.map((value) => {
      if (value === undefined) return null;
      return isText(value) || typeof value === 'number' ? value : Number(formatYuan(value.fen).replaceAll(',', ''));
    });
    sheet.addRow(cells);
  }
  return sheet.finish();
};

/** CSV for programs that take GB18030 for granted, as Chinese Windows does. */
export const writeCsvGb18030 = (rows: readonly (readonly Cell[])[]): Uint8Array =>
  encodeGb18030(toCsv(rows).replace(/^\uFEFF/, ''));

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
