import { type Fen, formatYuan, parseYuan } from '#shared/money';
import { halfWidth, type Text } from '#shared/text';
import { CivilDate } from '#shared/time/civil';

/** The columns of a bank's return file, by the headings that banks give them. */
export const COLUMNS = {
  instruction: ['指令号', '指令编号', '流水号'],
  holder: ['户名', '收款人', '收款人户名', '姓名'],
  card: ['账号', '卡号', '收款账号', '收款人账号', '账号后四位'],
  amount: ['金额（元）', '金额(元)', '金额', '交易金额'],
  result: ['状态', '结果', '处理结果', '交易状态'],
  reason: ['失败原因', '原因', '备注'],
  date: ['入账日期', '交易日期', '日期'],
} as const;
export type Column = keyof typeof COLUMNS;
export const COLUMN_NAMES = [
  'instruction',
  'holder',
  'card',
  'amount',
  'result',
  'reason',
  'date',
] as const satisfies Column[];
export const NEEDED = ['instruction', 'holder', 'card', 'amount', 'result'] as const satisfies Column[];

export const columnName: Readonly<Record<Column, Text>> = {
  instruction: { zh: '指令号', en: 'Instruction' },
  holder: { zh: '户名', en: 'Holder' },
  card: { zh: '账号', en: 'Account' },
  amount: { zh: '金额', en: 'Amount' },
  result: { zh: '状态', en: 'Result' },
  reason: { zh: '失败原因', en: 'Reason' },
  date: { zh: '入账日期', en: 'Date' },
};

/** What is wrong with one cell of the file, as a spreadsheet numbers its rows: 第 7 行 金额. */
export type Fault = { readonly row: number; readonly column: Column; readonly why: Text };

export const faultText = ({ row, column, why }: Fault): Text => ({
  zh: `第 ${row} 行 ${columnName[column].zh}：${why.zh}`,
  en: `Row ${row}, ${columnName[column].en}: ${why.en}`,
});

const squeezed = (words: string): string => halfWidth(words).replaceAll(/\s/g, '');

/** Which column is where, in a row of headings. */
export const columnsIn = (headings: readonly string[]): ReadonlyMap<Column, number> => {
  const found = new Map<Column, number>();
  for (const [column, names] of Object.entries(COLUMNS)) {
    const at = headings.findIndex((heading) => names.some((name) => squeezed(name) === squeezed(heading)));
    if (at >= 0 && isColumn(column)) found.set(column, at);
  }
  return found;
};
const isColumn = (name: string): name is Column => name in COLUMNS;

const PAID = /^(?:成功|已发放|已付|已入账|交易成功|success|paid)$/i;
const FAILED = /^(?:失败|未成功|退回|退票|已退回|交易失败|failed?|returned)$/i;

export const readResult = (cell: string): 'paid' | 'failed' | undefined =>
  PAID.test(squeezed(cell)) ? 'paid' : FAILED.test(squeezed(cell)) ? 'failed' : undefined;

export const readAmount = (cell: string): Fen | undefined => {
  const parsed = parseYuan(cell);
  return parsed.ok ? parsed.fen : undefined;
};

/** `20190315`, `2019-3-15`, `2019/03/15 10:21`; nothing when it is no date. */
export const readDay = (cell: string): CivilDate | undefined => {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})(?:日|\s.*)?$/.exec(halfWidth(cell).trim()) ?? [];
  const date = CivilDate.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return date.success ? date.data : undefined;
};

/** Whole, masked in the middle, or its last four digits: banks give each. */
export const sameCard = (cell: string, card: string): boolean => {
  const shown = squeezed(cell).replaceAll('-', '');
  if (/^\d{12,}$/.test(shown)) return shown === card;
  const [head = '', tail = ''] = shown.split(/\*+/).length > 1 ? shown.split(/\*+/) : ['', shown];
  return /^\d{4}$/.test(tail) && card.endsWith(tail) && card.startsWith(head);
};

export const sameName = (cell: string, holder: string): boolean => squeezed(cell) === squeezed(holder);

const yuan = (fen: Fen): string => formatYuan(fen);

export const faults = {
  missing: (column: Column): Text => ({
    zh: `文件缺少“${columnName[column].zh}”一列`,
    en: `The file has no column “${columnName[column].en}”`,
  }),
  notCsv: {
    zh: '没有找到表头。请上传 CSV 文件；Excel 文件请先另存为 CSV',
    en: 'No headings found. Upload a CSV file; save a workbook as CSV first',
  },
  unknown: { zh: '不是本批次的指令号', en: 'Not an instruction of this batch' },
  duplicate: (row: number): Text => ({ zh: `与第 ${row} 行重复`, en: `Repeats row ${row}` }),
  holder: { zh: '与发放时的户名不一致', en: 'Not the holder that was sent' },
  card: { zh: '与发放时的账号不一致', en: 'Not the account that was sent' },
  amountUnread: { zh: '不是金额', en: 'Not an amount' },
  amount: (sent: Fen, got: Fen): Text => ({
    zh: `应为 ${yuan(sent)}，文件里是 ${yuan(got)}`,
    en: `Should be ${yuan(sent)}, the file says ${yuan(got)}`,
  }),
  total: (sum: Fen, got: Fen): Text => ({
    zh: `合计应为 ${yuan(sum)}，文件里是 ${yuan(got)}`,
    en: `The total should be ${yuan(sum)}, the file says ${yuan(got)}`,
  }),
  result: { zh: '应为“成功”或“失败”', en: 'Must be “成功” (paid) or “失败” (failed)' },
  date: { zh: '不是日期', en: 'Not a date' },
  settled: (as: 'paid' | 'failed'): Text =>
    as === 'paid'
      ? { zh: '此前已登记为成功，不能改为失败', en: 'Already recorded as paid' }
      : { zh: '此前已登记为失败，不能改为成功', en: 'Already recorded as failed' },
  moved: { zh: '这件申请已不在等待发放，请先核实', en: 'Its case no longer waits for payment: look into it first' },
  gate: {
    zh: '这件申请的公示、批准、预算没有全部完成，不能记为已发放，请先核实',
    en: 'Notice, approval or budget of its case does not hold: look into it first',
  },
  apart: {
    zh: '您参与过这件申请的审批，请由其他财务人员登记',
    en: 'You took part in its approval: somebody else must record it',
  },
} satisfies Record<string, Text | ((...args: never[]) => Text)>;
