// Long because it is a list: what is asked on the way of the money, a definition each. No logic.
import { agree, elsewhere, reasoned } from '#shared/tasks/answers';
import { withdraw } from '#shared/tasks/correcting';
import type { TaskDefinition } from '#shared/tasks/definition';
import { exits } from './answers.ts';
import { withinReserved } from './checks.ts';

/** Everyone who visited, approved or recorded an approval: whoever handles the money is somebody else. */
const approvals = [
  'acceptance',
  'unionReview',
  'homeSurvey',
  'democraticReview',
  'townshipReview',
  'dataCheck',
  'hearing',
  'classification',
  'districtReview',
  'meetingDecision',
  'reportUp',
];

/** The way of the money: reported up, received, paid, and looked after. */
const reportUp: TaskDefinition = {
  title: { zh: '上报', en: 'Report up' },
  question: { zh: '请填写上级工会的批复', en: "Record the superior union's answer" },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'reportUp',
  silence: 'escalate',
  check: withinReserved('grantedFen'),
  signedIn: true,
  fields: [
    { kind: 'text', name: 'letterNo', label: { zh: '批复文号', en: 'Letter number' }, min: 2, max: 60, pii: 'P1' },
    { kind: 'date', name: 'answeredAt', label: { zh: '批复日期', en: 'Date of the letter' }, to: 'today', pii: 'P1' },
  ],
  outcomes: {
    approved: agree('按批准金额下达', 'Granted in full'),
    cut: {
      label: { zh: '核减下达', en: 'Granted less' },
      tells: 'cut',
      opinion: 'required',
      fields: [
        { kind: 'text', name: 'letterNo', label: { zh: '批复文号', en: 'Letter number' }, min: 2, max: 60, pii: 'P1' },
        {
          kind: 'money',
          name: 'grantedFen',
          label: { zh: '下达金额（元）', en: 'Granted (yuan)' },
          minFen: 1,
          pii: 'P3',
        },
      ],
    },
    refused: reasoned('未予下达', 'Not granted'),
    return: exits.return,
    withdraw,
  },
  status: {
    zh: '已经批准，正在等待上级工会下达资金',
    en: 'Approved; waiting for the superior union to grant the money',
  },
};

const funding: TaskDefinition = {
  title: { zh: '资金到账', en: 'Funding' },
  question: { zh: '请按银行到账通知登记到账金额', en: 'Record the amount received from the bank advice' },
  asks: { role: 'finance', at: 'district' },
  days: 'funding',
  silence: 'escalate',
  check: withinReserved('receivedFen'),
  apart: approvals,
  signedIn: true,
  outcomes: {
    received: {
      label: { zh: '已到账', en: 'Received' },
      opinion: 'none',
      fields: [
        {
          kind: 'text',
          name: 'adviceNo',
          label: { zh: '到账通知编号', en: 'Bank advice number' },
          min: 2,
          max: 60,
          pii: 'P1',
        },
        { kind: 'date', name: 'receivedAt', label: { zh: '到账日期', en: 'Date' }, to: 'today', pii: 'P1' },
        {
          kind: 'money',
          name: 'receivedFen',
          label: { zh: '到账金额（元）', en: 'Amount (yuan)' },
          minFen: 1,
          pii: 'P3',
        },
      ],
    },
    withdraw,
  },
  status: { zh: '等待帮扶资金到账', en: 'Waiting for the money to arrive' },
};

const payment: TaskDefinition = {
  title: { zh: '打卡发放', en: 'Payment' },
  question: { zh: '请在“发放批次”中生成银行文件，并上传回盘文件', en: 'Build a bank batch and upload the return file' },
  asks: { role: 'finance', at: 'district' },
  days: 'payment',
  silence: 'escalate',
  apart: [...approvals, 'accountCheck'],
  signedIn: true,
  // Only a bank's return file says that money has gone.
  outcomes: {
    paid: {
      label: { zh: '已发放', en: 'Paid' },
      opinion: 'none',
      hidden: true,
      tells: 'paid',
      fields: [{ kind: 'date', name: 'paidOn', label: { zh: '发放日期', en: 'Paid on' }, pii: 'P1' }],
    },
    failed: elsewhere('发放失败', 'Failed'),
    withdraw,
  },
  status: { zh: '正在通过银行发放', en: 'The bank is paying you' },
};

const followUp: TaskDefinition = {
  title: { zh: '回访', en: 'Follow-up' },
  question: { zh: '请回访并记录家庭近况', en: 'Visit the household again and record how it is' },
  asks: { role: 'unionChair', at: 'union' },
  days: 'followUp',
  tells: 'followUp',
  silence: 'escalate',
  fields: [
    { kind: 'date', name: 'visitedAt', label: { zh: '回访日期', en: 'Date of the visit' }, to: 'today', pii: 'P1' },
    {
      kind: 'longText',
      name: 'findings',
      label: { zh: '家庭近况', en: 'How the household is' },
      min: 2,
      max: 500,
      pii: 'P3',
    },
  ],
  outcomes: {
    ok: agree('情况没有变化', 'No change'),
    change: reasoned('情况有变化，需要调整档案', 'Changed: the file needs an update'),
    exit: reasoned('建议退出', 'Propose to close the file'),
  },
  status: {
    zh: '帮扶资金已经发放，工会将在半年内回访',
    en: 'You have been paid; the union will visit you within half a year',
  },
};

export const money = { reportUp, funding, payment, followUp };
