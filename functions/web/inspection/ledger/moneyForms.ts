import { aboutOf } from '#functions/selfInspection/programme';
import * as z from 'zod/mini';
import { minutesNo } from '#shared/meetings/minutes';
import type { Field } from '#shared/forms/fields';
import { Fen, formatYuan } from '#shared/money';
import { Destination } from '#shared/recovery/account';
import type { Story } from '../story.ts';

/** What finance fills in: a payment by its receipt, a waiver by its minutes. */
const itemField = ({ accounts }: Story, wanted: (outstandingFen: number) => boolean): Field => ({
  kind: 'choice',
  name: 'item',
  label: { zh: '哪一项', en: 'Which item' },
  options: accounts
    .filter(({ outstandingFen }) => wanted(outstandingFen))
    .map(({ item, outstandingFen }) => ({
      value: item,
      label: {
        zh: `${item}，尚欠 ${formatYuan(outstandingFen)} 元`,
        en: `${item}: ${formatYuan(outstandingFen)} yuan outstanding`,
      },
    })),
  pii: 'P1',
});
const amount: Field = { kind: 'money', name: 'fen', label: { zh: '金额', en: 'Amount' }, minFen: 1, pii: 'P1' };
/** Nothing that is recovered is older than the spending that is inspected: a year typed wrong would be in no report. */
const onFor = ({ each }: Story): Field => ({
  kind: 'date',
  name: 'on',
  label: { zh: '日期', en: 'Date' },
  from: aboutOf(each).from,
  to: 'today',
  pii: 'P1',
});
const owed = (outstandingFen: number) => outstandingFen > 0;

export const recoverFields = (story: Story): Field[] => [
  itemField(story, owed),
  amount,
  { kind: 'text', name: 'receiptNo', label: { zh: '收据编号', en: 'Receipt' }, min: 2, max: 60, pii: 'P1' },
  onFor(story),
  {
    kind: 'choice',
    name: 'to',
    label: { zh: '缴入', en: 'Paid into' },
    options: [
      { value: 'unionAccount', label: { zh: '工会账户', en: 'The union’s account' } },
      { value: 'treasury', label: { zh: '财政专户', en: 'The treasury' } },
    ],
    pii: 'P1',
  },
];
export const waiveFields = (story: Story): Field[] => [
  itemField(story, owed),
  amount,
  { ...minutesNo, hint: { zh: '没有会议纪要不能减免', en: 'Nothing is waived without minutes' } },
  onFor(story),
];
export const Recover = z.object({ item: z.string(), fen: Fen, receiptNo: z.string(), on: z.string(), to: Destination });
export const Waive = z.object({ item: z.string(), fen: Fen, minutesNo: z.string(), on: z.string() });
