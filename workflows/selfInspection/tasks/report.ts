import { agree, elsewhere, reasoned } from '#shared/tasks/answers';
import type { TaskDefinition } from '#shared/tasks/definition';
import { foundOnSite, inspection, twoInspectors } from './fields.ts';

/** From a unit's own report to what was seen on the spot. */
export const selfInspection: TaskDefinition = {
  title: { zh: '自查', en: 'Self-inspection' },
  question: {
    zh: '请逐项自查并签字上报，没有问题也要作零报告',
    en: 'Inspect item by item and sign, also when there is no problem',
  },
  asks: { role: 'unionChair', at: 'union' },
  days: 'selfInspection',
  silence: 'escalate',
  page: { path: 'inspection', label: { zh: '打开自查表', en: 'Open the checklist' } },
  outcomes: {
    problems: elsewhere('有问题，已签字上报', 'Reported with problems, signed'),
    zero: elsewhere('零报告，已签字', 'Zero report, signed'),
  },
  status: { zh: '等待单位自查并签字', en: 'The unit is inspecting itself' },
};

export const deskReview: TaskDefinition = {
  title: { zh: '自查报告审核', en: 'Review of the report' },
  question: { zh: '自查报告是否完整、前后一致？', en: 'Is the report complete and consistent?' },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'deskReview',
  silence: 'escalate',
  outcomes: {
    accept: agree('接收', 'Accept'),
    return: reasoned('退回重报（前后不一致、空白）', 'Return: inconsistent or blank'),
  },
  status: { zh: '区总工会正在审核自查报告', en: 'The district is reviewing the report' },
};

export const drawing: TaskDefinition = {
  title: { zh: '等待抽查安排', en: 'Waiting for the draw' },
  question: { zh: '等待确定抽查单位', en: 'Waiting for the draw' },
  asks: 'nobody',
  days: 'drawing',
  silence: { outcome: 'waitOn' },
  outcomes: {
    picked: elsewhere('列入抽查', 'Picked for a visit'),
    passed: elsewhere('未列入抽查', 'Not picked'),
    waitOn: elsewhere('继续等待', 'Wait on'),
  },
  status: { zh: '等待区总工会确定抽查单位', en: 'Waits for the draw of the spot check' },
};

export const spotCheck: TaskDefinition = {
  title: { zh: '实地抽查', en: 'Spot check' },
  question: {
    zh: '请两人以上到单位抽查，并填写工作底稿',
    en: 'Visit the unit with two people at least and record what you see',
  },
  asks: { role: 'auditCommittee', at: 'district' },
  days: 'spotCheck',
  silence: 'escalate',
  check: twoInspectors,
  outcomes: {
    clear: { label: { zh: '与自查报告一致', en: 'As the report says' }, opinion: 'optional', fields: inspection() },
    problems: {
      label: { zh: '另外发现问题', en: 'More was found' },
      opinion: 'optional',
      fields: [...inspection(), foundOnSite],
    },
  },
  status: { zh: '区总工会正在实地抽查', en: 'The district is checking on the spot' },
};

export const unitReply: TaskDefinition = {
  title: { zh: '单位对抽查的答复', en: 'The unit’s reply' },
  question: {
    zh: '抽查底稿请过目，有不同看法请在期限内说明',
    en: 'Read the working paper; say in time what you see otherwise',
  },
  asks: { role: 'unionChair', at: 'union' },
  days: 'unitReply',
  legal: true,
  silence: { outcome: 'silent' },
  outcomes: {
    agree: agree('属实', 'It is so'),
    comment: reasoned('有不同意见', 'We see it otherwise'),
    silent: elsewhere('期限内没有答复', 'No reply in time'),
  },
  status: { zh: '等待单位答复抽查底稿', en: 'Waits for the unit’s reply' },
};
