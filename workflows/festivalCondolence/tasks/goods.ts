// Long because it is a list: what is asked about goods, a definition each. No logic.
import { agree } from '#shared/tasks/answers';
import type { TaskDefinition } from '#shared/tasks/definition';
import { stockGap } from '../rules.ts';
import { cancel } from './answers.ts';

/** The way of goods: bought, counted, carried out, held against the receipts. */
export const procurement: TaskDefinition = {
  title: { zh: '采购', en: 'Procurement' },
  question: { zh: '请登记三家报价和合同', en: 'Record three quotes and the contract' },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'procurement',
  silence: 'escalate',
  fields: [
    {
      kind: 'list',
      name: 'quotes',
      label: { zh: '报价', en: 'Quotes' },
      item: { zh: '报价', en: 'quote' },
      min: 3,
      max: 6,
      pii: 'P1',
      fields: [
        { kind: 'text', name: 'supplier', label: { zh: '供应商', en: 'Supplier' }, min: 2, max: 60, pii: 'P1' },
        { kind: 'money', name: 'quoteFen', label: { zh: '总价', en: 'Total' }, minFen: 1, pii: 'P1' },
      ],
    },
    { kind: 'text', name: 'supplier', label: { zh: '成交供应商', en: 'Supplier chosen' }, min: 2, max: 60, pii: 'P1' },
    { kind: 'text', name: 'contractNo', label: { zh: '合同编号', en: 'Contract number' }, min: 2, max: 60, pii: 'P1' },
  ],
  check: ({ values }) => {
    const quotes = Array.isArray(values['quotes']) ? values['quotes'] : [];
    const names = quotes.map((quote: unknown) =>
      typeof quote === 'object' && quote !== null && 'supplier' in quote ? String(quote.supplier) : '',
    );
    if (new Set(names).size < names.length)
      return [
        {
          field: 'quotes-0-supplier',
          message: { zh: '三家报价要来自不同的供应商', en: 'The quotes must come from different suppliers' },
        },
      ];
    return names.includes(String(values['supplier']))
      ? []
      : [
          {
            field: 'supplier',
            message: { zh: '成交供应商要在报价之中', en: 'The supplier chosen must be among the quotes' },
          },
        ];
  },
  outcomes: { contracted: agree('已签合同', 'Contract signed'), cancel },
  status: { zh: '正在采购慰问品', en: 'Goods are being bought' },
};

export const acceptance: TaskDefinition = {
  title: { zh: '验收', en: 'Acceptance' },
  question: { zh: '请清点慰问品，登记验收数量和发票', en: 'Count the goods, record quantity and invoice' },
  asks: { role: 'finance', at: 'district' },
  days: 'acceptance',
  silence: 'escalate',
  apart: ['procurement', 'planApproval'],
  signedIn: true,
  fields: [
    {
      kind: 'number',
      name: 'setsIn',
      label: { zh: '验收份数', en: 'Sets received' },
      min: 1,
      max: 1_000_000,
      unit: { zh: '份', en: 'sets' },
      pii: 'P1',
    },
    { kind: 'money', name: 'invoiceFen', label: { zh: '发票金额', en: 'Amount of the invoice' }, minFen: 1, pii: 'P1' },
    {
      kind: 'text',
      name: 'invoiceNo',
      label: { zh: '发票号码（附明细清单）', en: 'Invoice number (with its list of items)' },
      min: 2,
      max: 60,
      pii: 'P1',
    },
  ],
  check: ({ outcome, values, case: each }) =>
    outcome === 'accepted' && Number(values['invoiceFen']) > (each.approvedFen ?? 0)
      ? [
          {
            field: 'invoiceFen',
            message: {
              zh: '超过批准的预算，要先修改方案重新报批',
              en: 'Over the approved budget: the plan has to be approved anew',
            },
          },
        ]
      : [],
  outcomes: {
    accepted: agree('验收合格', 'Accepted'),
    claim: {
      label: { zh: '短少或不合格，向供应商索赔', en: 'Short or bad: claim from the supplier' },
      opinion: 'required',
      fields: [],
    },
  },
  status: { zh: '正在验收慰问品', en: 'The goods are being counted' },
};

export const reconcile: TaskDefinition = {
  title: { zh: '对账', en: 'Reconciliation' },
  question: { zh: '请核对慰问品的进、发、退、损', en: 'Reconcile goods in, out, returned and lost' },
  asks: { role: 'finance', at: 'district' },
  days: 'reconcile',
  silence: 'escalate',
  apart: ['procurement', 'planApproval'],
  signedIn: true,
  fields: [
    {
      kind: 'number',
      name: 'out',
      label: { zh: '实发份数', en: 'Sets handed out' },
      hint: { zh: '应等于签领份数', en: 'Must equal the receipts' },
      min: 0,
      max: 1_000_000,
      pii: 'P1',
    },
    {
      kind: 'number',
      name: 'returned',
      label: { zh: '退回份数', en: 'Sets returned' },
      min: 0,
      max: 1_000_000,
      pii: 'P1',
    },
    { kind: 'number', name: 'loss', label: { zh: '损耗份数', en: 'Sets lost' }, min: 0, max: 1_000_000, pii: 'P1' },
    { kind: 'text', name: 'voucherNo', label: { zh: '付款凭证号', en: 'Payment voucher' }, min: 2, max: 60, pii: 'P1' },
  ],
  check: ({ values, case: each }) => {
    const [came, served] = [Number(each.facts['setsIn'] ?? 0), Number(each.facts['delivered'] ?? 0)];
    const [out, returned, loss] = ['out', 'returned', 'loss'].map((field) => Number(values[field] ?? 0));
    if (out !== served)
      return [
        {
          field: 'out',
          message: { zh: `签领记录是 ${served} 份，与实发份数不一致`, en: `The receipts come to ${served}` },
        },
      ];
    const gap = stockGap({ in: came, out, returned: returned ?? 0, loss: loss ?? 0 });
    return gap === 0
      ? []
      : [
          {
            field: 'returned',
            message: {
              zh: `验收入库 ${came} 份，实发、退回、损耗合计 ${came - gap} 份，对不上`,
              en: `${came} came in, but out, returned and lost come to ${came - gap}`,
            },
          },
        ];
  },
  outcomes: {
    balanced: agree('账物相符', 'Balanced'),
    again: {
      label: { zh: '签领有误，退回走访组补记', en: 'Receipts are wrong: back to the teams' },
      opinion: 'required',
      fields: [],
    },
  },
  status: { zh: '正在对账', en: 'Goods and receipts are being reconciled' },
};
