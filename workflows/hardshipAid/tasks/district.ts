// Long because it is a list: what the district asks, a definition each. No logic.
import { minutes } from '#shared/meetings/minutes';
import { agree, reasoned } from '#shared/tasks/answers';
import type { TaskDefinition } from '#shared/tasks/definition';
import { exits } from './answers.ts';
import { eligible, meets } from './checks.ts';

/** Everyone who has acted below; whoever approves must be somebody else. */
const below = ['homeSurvey', 'unionReview', 'townshipReview'];

/** What the district federation checks, works out and decides. */
const dataCheck: TaskDefinition = {
  title: { zh: '核对比对', en: 'Data check' },
  question: { zh: '请填写家庭经济状况核对结果', en: 'Record the result of the economic verification' },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'dataCheck',
  silence: 'escalate',
  fields: [
    {
      kind: 'text',
      name: 'reportNo',
      label: { zh: '核对报告编号', en: 'Report number' },
      hint: { zh: '民政核对中心出具的编号', en: "The verification centre's number" },
      max: 60,
      pii: 'P1',
    },
  ],
  outcomes: {
    clean: agree('与申报一致', 'As declared'),
    hit: {
      label: { zh: '发现疑点', en: 'Something does not match' },
      hint: {
        zh: '疑点不是结论，申请人可以说明并举证',
        en: 'A hit is a suspicion: the applicant may explain and prove',
      },
      opinion: 'required',
    },
    noAnswer: {
      label: { zh: '尚未收到结果，继续等', en: 'No answer yet: keep waiting' },
      opinion: 'optional',
      fields: [],
    },
    return: exits.return,
    withdraw: exits.withdraw,
  },
  status: { zh: '正在核对您家庭的经济状况', en: "Your household's circumstances are being verified" },
};

const hearing: TaskDefinition = {
  title: { zh: '听取说明', en: 'Hearing' },
  question: {
    zh: '核对发现疑点，请听取申请人说明并填写结论',
    en: 'Hear the applicant on what did not match and record the finding',
  },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'hearing',
  silence: 'escalate',
  fields: [
    { kind: 'date', name: 'heardAt', label: { zh: '听取日期', en: 'Date of the hearing' }, to: 'today', pii: 'P1' },
    {
      kind: 'longText',
      name: 'finding',
      label: { zh: '说明与认定', en: 'Explanation and finding' },
      min: 5,
      max: 500,
      pii: 'P3',
    },
  ],
  outcomes: { explained: agree('说明成立', 'Explained'), ...exits },
  status: {
    zh: '核对中有需要您说明的地方，帮扶中心会与您联系',
    en: 'Something needs your explanation: the help centre will contact you',
  },
};

const classification: TaskDefinition = {
  title: { zh: '认定', en: 'Classification' },
  question: {
    zh: '请确认系统按当年标准算出的类别和金额',
    en: "Confirm the category and amount worked out by this year's standards",
  },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'classification',
  silence: 'escalate',
  check: eligible,
  fields: [
    {
      kind: 'money',
      name: 'proposedFen',
      label: { zh: '拟帮扶金额（元）', en: 'Proposed amount (yuan)' },
      minFen: 1,
      pii: 'P3',
    },
    {
      kind: 'choice',
      name: 'fileLevel',
      label: { zh: '建档级别', en: 'File level' },
      pii: 'P1',
      options: [
        { value: 'NATIONAL', label: { zh: '全国级', en: 'National' } },
        { value: 'PROVINCIAL', label: { zh: '省级', en: 'Provincial' } },
        { value: 'LOCAL', label: { zh: '地市（县）级', en: 'Local' } },
      ],
    },
  ],
  outcomes: { confirm: agree('确认，报分管副主席', 'Confirm and send to the vice chair'), ...exits },
  status: { zh: '正在按当年标准认定困难类别', en: 'Your category is being worked out' },
};

const districtReview: TaskDefinition = {
  title: { zh: '区总工会审核', en: 'District review' },
  question: { zh: '请对认定结果和拟帮扶金额提出意见', en: 'What is your opinion on the category and the amount?' },
  asks: { role: 'viceChair', at: 'district' },
  days: 'districtReview',
  silence: 'escalate',
  apart: [...below, 'acceptance', 'democraticReview', 'dataCheck', 'hearing', 'classification'],
  signedIn: true,
  outcomes: { approve: agree('同意，提交集体研究', 'Agree: put it to the meeting'), ...exits },
  status: { zh: '区总工会正在审核', en: 'The district federation is reviewing your application' },
};

const meetingDecision: TaskDefinition = {
  title: { zh: '集体研究', en: 'Meeting' },
  question: { zh: '请记录会议对这份申请的决定', en: "Record the meeting's decision" },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'meetingDecision',
  silence: 'escalate',
  check: meets,
  signedIn: true,
  fields: minutes,
  outcomes: {
    approve: agree('同意拟帮扶金额', 'Approve the proposed amount'),
    change: {
      label: { zh: '同意，但调整金额', en: 'Approve another amount' },
      opinion: 'required',
      fields: [
        ...minutes,
        {
          kind: 'money',
          name: 'approvedFen',
          label: { zh: '批准金额（元）', en: 'Approved amount (yuan)' },
          minFen: 1,
          pii: 'P3',
        },
      ],
    },
    ...exits,
  },
  status: { zh: '等待会议集体研究', en: 'Waiting for the decision of the meeting' },
};

const objection: TaskDefinition = {
  title: { zh: '异议调查', en: 'Objection' },
  question: { zh: '公示期间收到异议，请调查并答复', en: 'Somebody objected to the notice: investigate and answer' },
  asks: { role: 'auditCommittee', at: 'district' },
  hearsObjections: true,
  days: 'objection',
  silence: 'escalate',
  apart: [...below, 'acceptance', 'dataCheck', 'classification', 'districtReview', 'democraticReview'],
  fields: [
    { kind: 'longText', name: 'finding', label: { zh: '调查情况', en: 'Findings' }, min: 5, max: 1_000, pii: 'P3' },
  ],
  outcomes: {
    dismiss: agree('异议不成立，继续公示', 'Not upheld: the notice goes on'),
    reclassify: reasoned('部分成立，重新公示', 'Partly upheld: a new notice'),
    reject: reasoned('异议成立，不予帮扶', 'Upheld: no aid'),
    return: exits.return,
    withdraw: exits.withdraw,
  },
  status: { zh: '公示期间收到意见，正在核实', en: 'Something was said against the notice and is being looked into' },
};

const appealReview: TaskDefinition = {
  title: { zh: '复核', en: 'Appeal' },
  question: { zh: '申请人不服决定，请复核', en: 'The applicant appeals: review the decision' },
  asks: { role: 'auditCommittee', at: 'district' },
  days: 'appealReview',
  legal: true,
  silence: 'escalate',
  apart: [
    ...below,
    'acceptance',
    'democraticReview',
    'dataCheck',
    'hearing',
    'classification',
    'districtReview',
    'meetingDecision',
    'objection',
  ],
  outcomes: {
    uphold: reasoned('维持原决定', 'Uphold the decision'),
    overturn: {
      label: { zh: '撤销原决定，重新办理', en: 'Overturn: take it up again' },
      opinion: 'required',
      tells: 'appealAnswered',
    },
    withdraw: exits.withdraw,
  },
  status: {
    zh: '正在复核，由没有参与原决定的人员办理',
    en: 'Your appeal is being reviewed by somebody who had no part in the decision',
  },
};

export const district = {
  dataCheck,
  hearing,
  classification,
  districtReview,
  meetingDecision,
  objection,
  appealReview,
};
