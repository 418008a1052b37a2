import { minutesNo } from '#shared/meetings/minutes';
import { agree, reasoned } from '#shared/tasks/answers';
import type { TaskDefinition } from '#shared/tasks/definition';
import { cancel } from './answers.ts';

/** From a plan to its approval. */
export const planApproval: TaskDefinition = {
  title: { zh: '方案审批', en: 'Plan approval' },
  question: { zh: '请审批慰问方案', en: 'Approve the plan of this campaign' },
  asks: { role: 'viceChair', at: 'district' },
  days: 'planApproval',
  silence: 'escalate',
  apart: ['planRevision'],
  signedIn: true,
  outcomes: {
    approve: agree('同意', 'Approve'),
    return: reasoned('退回修改', 'Return for changes'),
    reject: reasoned('不同意', 'Reject'),
  },
  status: { zh: '方案等待分管副主席审批', en: 'The plan waits for the vice chair' },
};

export const planMeeting: TaskDefinition = {
  title: { zh: '会议研究', en: 'Meeting' },
  question: { zh: '请登记会议对慰问方案的决定', en: 'Record what the meeting decided on the plan' },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'planMeeting',
  silence: 'escalate',
  apart: ['planApproval'],
  signedIn: true,
  fields: [minutesNo],
  outcomes: {
    approve: agree('会议同意', 'Approved'),
    return: reasoned('退回修改', 'Return for changes'),
    reject: reasoned('会议不同意', 'Rejected'),
  },
  status: { zh: '预算达到标准，等待会议研究', en: 'The budget is large: the meeting decides' },
};

export const planRevision: TaskDefinition = {
  title: { zh: '修改方案', en: 'Revise the plan' },
  question: { zh: '请按意见修改方案后重新报批', en: 'Change the plan as asked and send it again' },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'planRevision',
  silence: 'escalate',
  fields: [
    { kind: 'money', name: 'standardFen', label: { zh: '每人标准', en: 'Standard per head' }, minFen: 1, pii: 'P1' },
    {
      kind: 'number',
      name: 'headcount',
      label: { zh: '预计人数', en: 'Number of people' },
      min: 1,
      max: 1_000_000,
      pii: 'P1',
    },
    { kind: 'money', name: 'budgetFen', label: { zh: '预算', en: 'Budget' }, minFen: 1, pii: 'P1' },
  ],
  check: ({ values }) =>
    Number(values['standardFen']) * Number(values['headcount']) > Number(values['budgetFen'])
      ? [
          {
            field: 'budgetFen',
            message: { zh: '预算不足：每人标准乘以人数超过了预算', en: 'Too little: standard times people exceeds it' },
          },
        ]
      : [],
  outcomes: { resubmit: agree('重新报批', 'Send again'), cancel },
  status: { zh: '方案正在修改', en: 'The plan is being changed' },
};
