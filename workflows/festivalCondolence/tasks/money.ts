import { elsewhere, reasoned } from '#shared/tasks/answers';
import type { TaskDefinition } from '#shared/tasks/definition';

/** Money goes through the bank alone. */
export const payment: TaskDefinition = {
  title: { zh: '打卡发放', en: 'Payment' },
  question: { zh: '请在“发放批次”中生成银行文件，并上传回盘文件', en: 'Build a bank batch and upload the return file' },
  asks: { role: 'finance', at: 'district' },
  days: 'payment',
  silence: 'escalate',
  apart: ['planApproval', 'rosterCheck'],
  signedIn: true,
  outcomes: {
    paid: elsewhere('已发放', 'Paid'),
    failed: elsewhere('有人发放失败', 'Some failed'),
  },
  status: { zh: '正在通过银行发放', en: 'The bank is paying' },
};

/** The bank could not pay some: their unions are asked, each for its own. */
export const accounts: TaskDefinition = {
  title: { zh: '更正账户', en: 'Correct the accounts' },
  question: { zh: '等待各工会更正银行退回的账户', en: 'Waiting for the unions to correct the accounts' },
  asks: 'nobody',
  days: 'accounts',
  silence: { outcome: 'deadline' },
  outcomes: {
    answered: elsewhere('全部更正', 'All have answered'),
    deadline: elsewhere('期限已到', 'Deadline passed'),
  },
  status: {
    zh: '银行退回了部分款项，工会正在更正账户',
    en: 'The bank sent some back; the unions are correcting accounts',
  },
};

export const account: TaskDefinition = {
  title: { zh: '更正账户', en: 'Correct the accounts' },
  question: {
    zh: '银行退回了贵单位部分人员的慰问金，请更正账户',
    en: 'The bank could not pay some of your people: correct their accounts',
  },
  asks: { role: 'unionChair', at: 'union' },
  days: 'account',
  silence: 'escalate',
  signedIn: true,
  page: { path: 'accounts', label: { zh: '更正账户', en: 'Correct the accounts' }, instead: true },
  outcomes: { given: elsewhere('已全部更正', 'All are corrected') },
  status: { zh: '等待工会更正账户', en: 'Waiting for the union to correct accounts' },
};

/** A second person, who tells those concerned by the contact that stood on the roster before. */
export const accountCheck: TaskDefinition = {
  title: { zh: '复核账户', en: 'Check the accounts' },
  question: { zh: '请逐人核实更正的账户，并告知本人', en: 'Check each corrected account, and tell the people' },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'accountCheck',
  silence: 'escalate',
  apart: ['account'],
  signedIn: true,
  page: { path: 'account-check', label: { zh: '查看更正的账户', en: 'Show the corrected accounts' } },
  outcomes: {
    confirm: {
      label: { zh: '核实无误，冷静期满后重新发放', en: 'They are right: pay again after the cool-off' },
      opinion: 'optional',
      fields: [
        {
          kind: 'tick',
          name: 'told',
          label: {
            zh: '已按名单上原来的联系方式，把账户更正逐人告知本人或监护人',
            en: 'Everybody, or their guardian, was told of the change by the contact that stood on the roster before',
          },
          pii: 'P1',
        },
      ],
    },
    return: reasoned('有误，退回工会重新更正', 'Wrong: back to the unions'),
  },
  status: { zh: '更正的账户正在复核', en: 'The corrected accounts are being checked' },
};
