import { agree, elsewhere, reasoned } from '#shared/tasks/answers';
import type { TaskDefinition } from '#shared/tasks/definition';

/** What it is, whether the unit objects, and the notice. */
export const finding: TaskDefinition = {
  title: { zh: '问题定性', en: 'Determination' },
  question: { zh: '请审定问题的性质、依据和金额', en: 'Do type, clause and amount of each finding stand?' },
  asks: { role: 'viceChair', at: 'district' },
  days: 'finding',
  silence: 'escalate',
  signedIn: true,
  fields: [
    {
      kind: 'choice',
      name: 'seriousness',
      label: { zh: '情节', en: 'How serious' },
      pii: 'P1',
      options: [
        { value: 'selfFound', label: { zh: '主动自查发现，情节较轻', en: 'Found by the unit itself: light' } },
        { value: 'ordinary', label: { zh: '一般', en: 'Ordinary' } },
        { value: 'serious', label: { zh: '严重', en: 'Serious' } },
      ],
    },
  ],
  outcomes: {
    confirm: agree('同意认定', 'Confirm'),
    return: { ...reasoned('退回再核', 'Return for another look'), fields: [] },
    none: { ...reasoned('不构成问题', 'There is no problem'), fields: [] },
  },
  status: { zh: '正在认定问题', en: 'The findings are being determined' },
};

export const objection: TaskDefinition = {
  title: { zh: '单位对认定的意见', en: 'The unit’s objection' },
  question: { zh: '对认定的问题有异议的，可以申请一次复核', en: 'You may object to the findings, once' },
  asks: { role: 'unionChair', at: 'union' },
  days: 'objection',
  legal: true,
  silence: { outcome: 'accepted' },
  outcomes: {
    accept: { label: { zh: '没有异议', en: 'No objection' }, opinion: 'none' },
    object: reasoned('有异议，申请复核', 'We object'),
    accepted: elsewhere('期限内没有提出异议', 'No objection in time'),
  },
  status: { zh: '等待单位对认定的意见', en: 'Waits for the unit’s objection, if any' },
};

export const reconsideration: TaskDefinition = {
  title: { zh: '复核', en: 'Reconsideration' },
  question: { zh: '单位对认定有异议，请复核', en: 'The unit objects: do the findings stand?' },
  asks: { role: 'auditCommittee', at: 'district' },
  days: 'reconsideration',
  silence: 'escalate',
  // Whoever determined it does not hear what is said against it.
  apart: ['finding'],
  outcomes: {
    uphold: reasoned('维持认定', 'The findings stand'),
    amend: {
      ...reasoned('变更认定', 'Amounts change'),
      fields: [
        {
          kind: 'list',
          name: 'changes',
          label: { zh: '变更的问题', en: 'Findings that change' },
          item: { zh: '变更', en: 'change' },
          min: 1,
          max: 24,
          pii: 'P1',
          fields: [
            {
              kind: 'number',
              name: 'finding',
              label: { zh: '问题序号', en: 'Number of the finding' },
              min: 1,
              max: 99,
              pii: 'P1',
            },
            {
              kind: 'money',
              name: 'overFen',
              label: { zh: '应清退金额改为（元）', en: 'To be paid back is now (yuan)' },
              hint: { zh: '认定不成立的，选“撤销”', en: 'Where it falls, choose «dropped»' },
              pii: 'P1',
            },
            {
              kind: 'yesNo',
              name: 'dropped',
              label: { zh: '撤销这一问题', en: 'Dropped' },
              pii: 'P1',
            },
          ],
        },
      ],
    },
    overturn: reasoned('全部撤销', 'All findings fall'),
  },
  status: { zh: '正在复核', en: 'The findings are being reconsidered' },
};

export const notice: TaskDefinition = {
  title: { zh: '下达整改通知书', en: 'Rectification notice' },
  question: { zh: '请核对问题和期限，下达整改通知书', en: 'Check items and deadline, and issue the notice' },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'notice',
  silence: 'escalate',
  fields: [
    {
      kind: 'text',
      name: 'noticeNo',
      label: { zh: '整改通知书文号', en: 'Number of the notice' },
      min: 2,
      max: 60,
      pii: 'P1',
    },
  ],
  outcomes: { issue: agree('下达', 'Issue') },
  status: { zh: '等待下达整改通知书', en: 'Waits for the rectification notice' },
};
