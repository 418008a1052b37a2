import type { Answers, SimpleField } from '#shared/forms/fields';
import { parseFields } from '#shared/forms/parse';
import { parseIdNumber } from '#shared/people/idNumber';
import { isRounded, type Sheet } from '#shared/sheets/read';
import type { Text } from '#shared/text';
import type { CivilDate } from '#shared/time/civil';
import { findMapping, type Mapping, type Remembered } from './mapping.ts';
import { type Fault, letterOf, type RosterSpec } from './spec.ts';

/** A dry run: every row as values, every fault by its cell. A sheet with a fault is not imported at all. */
export type Reading = {
  readonly mapping: Mapping | undefined;
  readonly rows: readonly { readonly row: number; readonly values: Answers }[];
  readonly faults: readonly Fault[];
  /** Rows that are no data: sums and remarks below the list. */
  readonly passedOver: readonly number[];
};

const REMARK = /^(?:合计|总计|小计|备注|注：|填表|说明|制表|审核|单位盖章|total)/i;

const ROUNDED: Text = {
  zh: '这一格被表格软件当成数字，末几位已经丢失。请把这一列设为“文本”，重新填写号码',
  en: 'The spreadsheet took this cell for a number and lost its last digits. Format the column as text and enter it again',
};
const CHECK_DIGIT: Text = {
  zh: '身份证号码的校验位不对，有一位写错了，请对照证件检查',
  en: 'The check digit of the identity number is wrong: compare it with the card',
};

/** A cell in the words of a form: the label of an option stands for its value. */
const typedOf = (field: SimpleField, cell: string): string => {
  if (field.kind === 'yesNo' || field.kind === 'tick')
    return /^(?:是|有|已|√|✓|y|yes|true|1)/i.test(cell) ? 'yes' : cell === '' ? '' : 'no';
  if (field.kind !== 'choice' || typeof field.options === 'string') return cell;
  const option = field.options.find(({ label, value }) => [label.zh, label.en, value].includes(cell));
  return option?.value ?? cell;
};

export const readRoster = (
  sheet: Sheet,
  spec: RosterSpec,
  { today, remembered = {} }: { today: CivilDate; remembered?: Remembered },
): Reading => {
  const mapping = findMapping(sheet, spec, remembered);
  const missing = spec.columns.filter(({ field }) => !field.optional && mapping?.at[field.name] === undefined);
  if (!mapping || missing.length > 0) {
    const faults = missing.map(({ field }) => ({
      row: (mapping?.head ?? 0) + 1,
      label: field.label,
      message: noColumn(field),
    }));
    return { mapping, rows: [], faults, passedOver: [] };
  }
  const reader = rowReader(spec, mapping, today);
  const read: Reading = { mapping, rows: [], faults: [], passedOver: [] };
  const [rows, faults, passedOver]: [{ row: number; values: Answers }[], Fault[], number[]] = [[], [], []];
  const seen = new Map<string, number>();
  for (const [i, cells] of sheet.entries()) {
    if (i <= mapping.head || cells.every((cell) => cell === '')) continue;
    if (REMARK.test(cells.find((cell) => cell !== '') ?? '')) {
      passedOver.push(i + 1);
      continue;
    }
    const { values, wrong } = reader(cells, i + 1);
    const person = String(values[spec.person] ?? '');
    const before = person === '' ? undefined : seen.get(person);
    if (before !== undefined) wrong.push(at(spec.person, i + 1, twice(before)));
    if (person !== '') seen.set(person, before ?? i + 1);
    faults.push(...wrong);
    if (wrong.length === 0) rows.push({ row: i + 1, values });
  }
  if (rows.length === 0 && faults.length === 0)
    faults.push({ row: mapping.head + 2, label: spec.label, message: { zh: '表里没有人', en: 'The list is empty' } });
  return { ...read, rows, faults, passedOver };

  function at(name: string, row: number, message: Text): Fault {
    const column = spec.columns.find(({ field }) => field.name === name);
    const index = mapping?.at[name];
    return {
      row,
      label: column?.field.label ?? spec.label,
      message,
      ...(index !== undefined && { column: letterOf(index) }),
    };
  }

  function rowReader({ columns, check }: RosterSpec, { at: places }: Mapping, day: CivilDate) {
    const fields = columns.map(({ field }) => field);
    return (cells: readonly string[], row: number): { values: Answers; wrong: Fault[] } => {
      const typed = new URLSearchParams();
      const wrong: Fault[] = [];
      for (const field of fields) {
        const cell = (cells[places[field.name] ?? -1] ?? '').trim();
        if (isRounded(cell)) wrong.push(at(field.name, row, ROUNDED));
        typed.set(field.name, typedOf(field, cell));
        if (field.kind === 'bankCard') typed.set(`${field.name}-sure`, 'yes'); // the bank itself is the judge
      }
      const asked = fields.filter(({ name }) => !wrong.some(({ label }) => label === labelOf(name)));
      const zh = parseFields(asked, typed, 'zh', { today: day });
      if (!zh.ok) {
        const en = parseFields(asked, typed, 'en', { today: day });
        const english = en.ok ? [] : en.errors;
        for (const [i, { field, message }] of zh.errors.entries()) {
          const number = parseIdNumber(typed.get(field) ?? '');
          const digit = !number.ok && number.why === 'check-digit';
          wrong.push(at(field, row, digit ? CHECK_DIGIT : { zh: message, en: english[i]?.message ?? message }));
        }
        return { values: {}, wrong };
      }
      const values: Answers = zh.values;
      for (const { field, message } of check?.(values, day) ?? []) wrong.push(at(field, row, message));
      return { values, wrong };
    };
  }

  function labelOf(name: string): Text | undefined {
    return spec.columns.find(({ field }) => field.name === name)?.field.label;
  }
};

const noColumn = ({ label }: SimpleField): Text => ({
  zh: `表头里没有“${label.zh}”这一列`,
  en: `No column is headed “${label.en}”`,
});
const twice = (row: number): Text => ({
  zh: `同一个身份证号码在第 ${row} 行已经有了`,
  en: `The same identity number is in row ${row} already`,
});
