import { agree, elsewhere, reasoned } from '#shared/tasks/answers';
import type { TaskDefinition } from '#shared/tasks/definition';
import { cancel } from './answers.ts';

/** Teams, their lists, and what is left when they have come back. */
export const visitPlan: TaskDefinition = {
  title: { zh: '走访分组', en: 'Teams' },
  question: { zh: '请确定走访小组组长，系统按人数平均分组', en: 'Choose the team leaders; people are shared evenly' },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'visitPlan',
  silence: 'escalate',
  page: { path: 'teams', label: { zh: '分组', en: 'Teams' }, instead: true },
  outcomes: {
    shared: { ...agree('按此分组', 'Share out'), hidden: true },
    cancel: { ...cancel, hidden: true },
  },
  status: { zh: '正在安排走访', en: 'Visits are being arranged' },
};

export const visits: TaskDefinition = {
  title: { zh: '走访发放', en: 'Visits' },
  question: { zh: '各走访小组正在走访', en: 'The teams are on their way' },
  asks: 'nobody',
  days: 'visits',
  silence: { outcome: 'deadline' },
  outcomes: {
    answered: elsewhere('各组已交回', 'All teams are back'),
    deadline: elsewhere('期限已到', 'Deadline passed'),
  },
  status: { zh: '各走访小组正在走访', en: 'The teams are on their way' },
};

export const visit: TaskDefinition = {
  title: { zh: '走访名单', en: 'Day list' },
  question: { zh: '请逐户登记签领情况，走完后交回名单', en: 'Record each receipt, then hand the list back' },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'visit',
  silence: 'escalate',
  page: { path: 'visits', label: { zh: '走访名单', en: 'Day list' }, instead: true },
  outcomes: { back: elsewhere('交回名单', 'Hand the list back') },
  status: { zh: '走访小组正在走访', en: 'The team is on its way' },
};

export const gapExplanation: TaskDefinition = {
  title: { zh: '说明缺口', en: 'Explain the gap' },
  question: {
    zh: '还有人没有慰问到，请补访、说明排除理由，或书面说明缺口',
    en: 'Some have not been reached: visit again, give reasons, or explain',
  },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'gapExplanation',
  silence: 'escalate',
  page: { path: 'proof', label: { zh: '打开覆盖核对', en: 'Open the proof of coverage' } },
  outcomes: {
    proveAgain: {
      label: { zh: '已逐人写明理由，重新核对', en: 'Reasons are given: prove again' },
      hint: { zh: '理由在“覆盖核对”页面逐人填写', en: 'Reasons are given person by person on the proof page' },
      opinion: 'optional',
    },
    visitAgain: agree('安排补访', 'Visit again'),
    explain: {
      label: { zh: '书面说明，带缺口办结', en: 'Explain, and close with a gap' },
      hint: { zh: '总结中不得写“全覆盖、无遗漏”', en: 'The summary may then not claim full coverage' },
      opinion: 'required',
    },
  },
  status: { zh: '正在核对未慰问到的人员', en: 'Those who were not reached are being looked into' },
};

const closingOutcomes = {
  return: reasoned('退回核对', 'Return'),
} as const satisfies TaskDefinition['outcomes'];

export const closing: TaskDefinition = {
  title: { zh: '办结', en: 'Close-out' },
  question: { zh: '名单内已无遗漏，请确认办结', en: 'Nobody is left out: confirm the close-out' },
  asks: { role: 'viceChair', at: 'district' },
  days: 'closing',
  silence: 'escalate',
  apart: ['rosterCheck', 'procurement'],
  fields: [
    {
      kind: 'text',
      name: 'newsLink',
      label: { zh: '活动报道链接', en: 'Link of the report' },
      optional: true,
      max: 200,
      pii: 'P1',
    },
  ],
  outcomes: { close: agree('同意办结', 'Close'), ...closingOutcomes },
  status: { zh: '等待分管副主席确认办结', en: 'Waiting for the vice chair to close it' },
};

export const gapSigning: TaskDefinition = {
  ...closing,
  title: { zh: '带缺口办结', en: 'Close with a gap' },
  question: { zh: '还有人未慰问到，请审阅说明后签字办结', en: 'Some were not reached: read the explanation and sign' },
  signedIn: true,
  fields: [],
  outcomes: {
    sign: reasoned('签字，带缺口办结', 'Sign, and close with a gap'),
    ...closingOutcomes,
  },
};
