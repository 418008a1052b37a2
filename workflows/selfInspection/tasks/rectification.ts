import { agree, elsewhere, reasoned } from '#shared/tasks/answers';
import type { TaskDefinition } from '#shared/tasks/definition';

/** Putting right, paying back, proving it. */
const ledgerPage = { path: 'inspection', label: { zh: '打开问题台账', en: 'Open the problem ledger' } } as const;

export const rectification: TaskDefinition = {
  title: { zh: '整改', en: 'Rectification' },
  question: {
    zh: '请逐项填写原因、措施、责任人和佐证，完成后提交验收',
    en: 'Say cause, measure and owner of each item, add proof, and submit',
  },
  asks: { role: 'unionChair', at: 'union' },
  days: 'rectification',
  silence: 'escalate',
  page: ledgerPage,
  outcomes: {
    submit: elsewhere('提交验收', 'Submitted'),
    extend: elsewhere('申请延期', 'More time asked for'),
    refuse: elsewhere('拒不整改', 'Refused'),
  },
  status: { zh: '单位正在整改', en: 'The unit is putting things right' },
};

export const extensionAsked: TaskDefinition = {
  title: { zh: '延期审批', en: 'Extension' },
  question: {
    zh: '单位申请延期一次，最多 15 个工作日，是否同意？',
    en: 'The unit asks for more time, once, 15 working days at most',
  },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'extensionAsked',
  silence: 'escalate',
  outcomes: { grant: agree('同意延期', 'Grant'), deny: reasoned('不同意延期', 'Deny') },
  status: { zh: '等待延期审批', en: 'Waits for the extension' },
};

export const recovery: TaskDefinition = {
  title: { zh: '追缴清退', en: 'Recovery' },
  question: {
    zh: '请按收据登记清退款，直到结清',
    en: 'Book what comes back by its receipts, until nothing is outstanding',
  },
  asks: { role: 'finance', at: 'district' },
  days: 'recovery',
  silence: 'escalate',
  signedIn: true,
  page: { path: 'inspection', label: { zh: '打开追缴台账', en: 'Open the recovery ledger' } },
  outcomes: {
    settled: elsewhere('已结清', 'Settled'),
    instalments: {
      label: { zh: '同意分期，六个月内缴清', en: 'By instalments, within six months' },
      opinion: 'required',
    },
    refuse: reasoned('拒不清退，报请移交', 'Refused: propose referral'),
  },
  status: { zh: '正在追缴清退', en: 'Money is being recovered' },
};

/** 6 months of working days, whatever the instalments are. */
export const instalments: TaskDefinition = {
  ...recovery,
  title: { zh: '分期清退', en: 'Instalments' },
  days: 'instalments',
  outcomes: {
    settled: recovery.outcomes['settled'] ?? elsewhere('已结清', 'Settled'),
    refuse: reasoned('拒不清退，报请移交', 'Refused'),
  },
};

export const verification: TaskDefinition = {
  title: { zh: '验收销号', en: 'Verification' },
  question: { zh: '请逐项验收，符合的销号，不符合的退回', en: 'Close what is put right, send back what is not' },
  asks: { role: 'auditCommittee', at: 'district' },
  days: 'verification',
  silence: 'escalate',
  apart: ['rectification'],
  page: { path: 'inspection', label: { zh: '逐项验收', en: 'Verify item by item' } },
  outcomes: { close: elsewhere('全部销号', 'All closed'), sendBack: elsewhere('部分退回', 'Some sent back') },
  status: { zh: '等待验收', en: 'Waits for verification' },
};
