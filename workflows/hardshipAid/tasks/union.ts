// Long because it is a list: what the worker’s own union is asked, a definition each. No logic.
import { agree, reasoned } from '#shared/tasks/answers';
import type { TaskDefinition } from '#shared/tasks/definition';
import { exits } from './answers.ts';
import { twoSurveyors, votes } from './checks.ts';

/** What the district's help centre accepts, and what the worker's own union does. */
const acceptance: TaskDefinition = {
  title: { zh: '受理', en: 'Acceptance' },
  question: { zh: '请核对申请是否齐全、是否属于本会受理', en: 'Is the application complete, and is it ours?' },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'acceptance',
  silence: 'escalate',
  outcomes: {
    accept: agree('受理', 'Accept'),
    notOurs: {
      label: { zh: '不属于本会受理', en: 'Not ours' },
      hint: { zh: '写明应当向哪里申请', en: 'Say where to apply instead' },
      opinion: 'required',
    },
    ...exits,
  },
  status: {
    zh: '帮扶中心正在查看您的申请是否齐全',
    en: 'The help centre is checking that your application is complete',
  },
};

const unionReview: TaskDefinition = {
  title: { zh: '基层工会初审', en: 'Union review' },
  question: { zh: '请对这份帮扶申请提出意见', en: 'What is your opinion on this application?' },
  asks: { role: 'unionChair', at: 'union' },
  days: 'unionReview',
  silence: 'escalate',
  outcomes: { approve: agree('同意，进入入户调查', 'Agree: go on to the home visit'), ...exits },
  status: { zh: '您所在的基层工会正在初审', en: 'Your union is reviewing your application' },
};

const homeSurvey: TaskDefinition = {
  title: { zh: '入户调查', en: 'Home visit' },
  question: {
    zh: '请两人以上入户，并填写调查结果',
    en: 'Visit the home with at least two people and record the result',
  },
  asks: { role: 'surveyor', at: 'union' },
  days: 'homeSurvey',
  silence: 'escalate',
  check: twoSurveyors,
  fields: [
    { kind: 'date', name: 'visitAt', label: { zh: '入户日期', en: 'Date of the visit' }, to: 'today', pii: 'P1' },
    {
      kind: 'text',
      name: 'surveyors',
      label: { zh: '调查人', en: 'Surveyors' },
      hint: { zh: '至少两人，用顿号隔开', en: 'At least two, separated by commas' },
      min: 5,
      max: 60,
      pii: 'P2',
    },
    {
      kind: 'longText',
      name: 'observations',
      label: { zh: '住房和生活情况', en: 'Home and living conditions' },
      min: 5,
      max: 500,
      pii: 'P3',
    },
    { kind: 'file', name: 'photos', label: { zh: '照片', en: 'Photos' }, max: 6, optional: true, pii: 'P3' },
  ],
  outcomes: {
    fit: agree('情况属实，符合条件', 'True and fit for aid'),
    reject: {
      label: { zh: '不符合条件', en: 'Not fit for aid' },
      hint: { zh: '写明事实，申请人可以申请复核', en: 'State the facts; the applicant can appeal' },
      opinion: 'required',
    },
    unreachable: {
      label: { zh: '未能联系到申请人', en: 'Could not be reached' },
      hint: {
        zh: '换一天再去一次；两次都不在，退回申请人',
        en: 'Go again on another day; after the second time it is returned',
      },
      opinion: 'required',
    },
    return: exits.return,
    withdraw: exits.withdraw,
  },
  status: { zh: '工会将派两人以上到您家中了解情况', en: 'Two people from the union will visit you at home' },
};

const democraticReview: TaskDefinition = {
  title: { zh: '民主评议', en: 'Committee review' },
  question: { zh: '请填写工会委员会的评议结果', en: "Record the union committee's vote" },
  asks: { role: 'unionCommittee', at: 'union' },
  days: 'democraticReview',
  silence: 'escalate',
  check: votes,
  fields: [
    { kind: 'number', name: 'due', label: { zh: '应到人数', en: 'Members' }, min: 3, max: 200, pii: 'P1' },
    {
      kind: 'number',
      name: 'present',
      label: { zh: '实到人数', en: 'Present' },
      hint: { zh: '不少于应到人数的三分之二', en: 'At least two thirds of the members' },
      min: 2,
      max: 200,
      pii: 'P1',
    },
    { kind: 'number', name: 'votesFor', label: { zh: '同意', en: 'For' }, min: 0, max: 200, pii: 'P1' },
    { kind: 'number', name: 'votesAgainst', label: { zh: '不同意', en: 'Against' }, min: 0, max: 200, pii: 'P1' },
    { kind: 'file', name: 'minutesFile', label: { zh: '会议记录', en: 'Minutes' }, max: 3, optional: true, pii: 'P2' },
  ],
  outcomes: {
    for: agree('评议通过', 'Passed'),
    reject: reasoned('评议未通过', 'Not passed'),
    return: exits.return,
    withdraw: exits.withdraw,
  },
  status: { zh: '工会委员会正在评议', en: 'The union committee is discussing your application' },
};

const noticeRecord: TaskDefinition = {
  title: { zh: '公示情况确认', en: 'Record of the notice' },
  question: { zh: '公示期满，请确认公示情况', en: 'The notice has ended: confirm how it went' },
  asks: { role: 'unionChair', at: 'union' },
  days: 'noticeRecord',
  silence: 'escalate',
  fields: [
    {
      kind: 'date',
      name: 'boardFrom',
      label: { zh: '公示栏张贴日期', en: 'Put up on the board on' },
      to: 'today',
      pii: 'P1',
    },
    {
      kind: 'file',
      name: 'boardPhoto',
      label: { zh: '公示栏照片', en: 'Photo of the board' },
      max: 3,
      optional: true,
      pii: 'P2',
    },
  ],
  outcomes: { clear: agree('公示期间没有未处理的异议', 'No objection is left open'), withdraw: exits.withdraw },
  status: {
    zh: '公示已经结束，工会正在整理公示记录',
    en: 'The public notice has ended and its record is being signed',
  },
};

const townshipReview: TaskDefinition = {
  title: { zh: '乡镇（街道）工会审核', en: 'Township review' },
  question: { zh: '请对基层工会上报的申请提出审核意见', en: 'What is your opinion on what the union sent up?' },
  asks: { role: 'townshipUnion', at: 'township' },
  days: 'townshipReview',
  silence: 'escalate',
  apart: ['homeSurvey', 'unionReview'],
  outcomes: { approve: agree('同意上报', 'Agree'), ...exits },
  status: { zh: '乡镇（街道）工会正在审核', en: 'The township union is reviewing your application' },
};

export const union = { acceptance, unionReview, homeSurvey, democraticReview, noticeRecord, townshipReview };
