import { agree, elsewhere, reasoned } from '#shared/tasks/answers';
import type { TaskDefinition } from '#shared/tasks/definition';
import { CivilDate, formatDate } from '#shared/time/civil';
import { cancel } from './answers.ts';

/** From the call to lists that hold. */
export const rosters: TaskDefinition = {
  title: { zh: '摸底申报', en: 'Call for rosters' },
  question: { zh: '等待各基层工会上报名单', en: 'Waiting for the unions’ rosters' },
  asks: 'nobody',
  days: 'rosters',
  silence: { outcome: 'deadline' },
  outcomes: {
    answered: elsewhere('全部上报', 'All have answered'),
    deadline: elsewhere('期限已到', 'Deadline passed'),
  },
  status: { zh: '各基层工会正在上报名单', en: 'The unions are sending their rosters' },
};

export const roster: TaskDefinition = {
  title: { zh: '上报名单', en: 'Roster' },
  question: {
    zh: '请上报本单位的慰问名单，没有的也请答复',
    en: 'Send your union’s roster; answer also if there is nobody',
  },
  asks: { role: 'unionChair', at: 'union' },
  days: 'roster',
  silence: 'escalate',
  page: { path: 'roster', label: { zh: '上报名单', en: 'Send the roster' }, instead: true },
  outcomes: {
    sent: elsewhere('确认上报', 'Confirm and send'),
    none: elsewhere('本单位没有符合条件的人员', 'Nobody in our union'),
  },
  status: { zh: '等待工会上报名单', en: 'Waiting for the union’s roster' },
};

export const rosterCheck: TaskDefinition = {
  title: { zh: '名单审核', en: 'Roster check' },
  question: { zh: '请核对差异清单，确认慰问名单', en: 'Check the differences and confirm the list' },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'rosterCheck',
  silence: 'escalate',
  outcomes: {
    confirm: agree('确认名单', 'Confirm the list'),
    recall: {
      label: { zh: '请工会重新上报', en: 'Call again' },
      hint: {
        zh: '所有工会会收到新的链接，原名单保留，可直接确认',
        en: 'Every union gets a new link; its list stays and can be confirmed',
      },
      opinion: 'required',
    },
    cancel,
  },
  status: { zh: '正在核对名单', en: 'The lists are being checked' },
};

export const publicNotice: TaskDefinition = {
  title: { zh: '名单公示', en: 'Public notice' },
  question: { zh: '公示期间', en: 'The list is on public notice' },
  asks: 'nobody',
  days: 'notice',
  legal: true,
  silence: { outcome: 'clear' },
  outcomes: {
    clear: elsewhere('公示无异议', 'No objection'),
    objection: elsewhere('有异议', 'Objection'),
  },
  status: { zh: '名单正在公示', en: 'The list is on public notice' },
};

/** Children are never named in public: a masked list hangs where those concerned can see it. */
export const internalPosting: TaskDefinition = {
  title: { zh: '张贴内部公示', en: 'Post the internal notice' },
  question: {
    zh: '请打印名单，在内部张贴后登记',
    en: 'Print the list, put it up inside, then record it',
  },
  asks: { role: 'womenCommittee', at: 'district' },
  days: 'internalPosting',
  silence: 'escalate',
  page: { path: 'posting', label: { zh: '查看、打印公示名单', en: 'Show and print the list' } },
  fields: [
    {
      kind: 'text',
      name: 'place',
      label: { zh: '公示地点', en: 'Where' },
      hint: { zh: '不写儿童姓名', en: 'No names of children' },
      min: 2,
      max: 60,
      pii: 'P1',
    },
  ],
  outcomes: { posted: agree('已张贴，从今天起公示', 'It is up as of today') },
  status: { zh: '名单正在准备内部公示', en: 'The internal notice is being put up' },
};

/** Its end is confirmed by a person, who hears the objections, and by nobody before the last full day is over. */
export const internalNotice: TaskDefinition = {
  title: { zh: '内部公示', en: 'Internal notice' },
  question: {
    zh: '公示期满后请登记结果；期间收到异议，随时登记',
    en: 'Record the result when the notice has ended; an objection at any time',
  },
  asks: { role: 'womenCommittee', at: 'district' },
  days: 'notice',
  legal: true,
  silence: 'escalate',
  check: ({ outcome, case: { facts }, today }) => {
    const until = CivilDate.safeParse(facts['noticeUntil']);
    if (outcome !== 'clear' || !until.success || today > until.data) return [];
    return [
      {
        field: 'outcome',
        message: {
          zh: `公示到${formatDate(until.data, 'zh')} 24:00 期满，期满后才能确认`,
          en: `The notice runs until ${formatDate(until.data, 'en')}, 24:00; it can be confirmed after that`,
        },
      },
    ];
  },
  outcomes: {
    clear: agree('公示期满，没有异议', 'Ended without objection'),
    objection: {
      label: { zh: '收到异议，暂停公示，转核查', en: 'There is an objection: stop, and investigate' },
      hint: { zh: '异议人可以不留姓名', en: 'Whoever objects need not give a name' },
      opinion: 'required',
    },
  },
  status: { zh: '名单正在内部公示', en: 'The list is on internal notice' },
};

export const objection: TaskDefinition = {
  title: { zh: '异议核查', en: 'Objection' },
  question: { zh: '请核查异议并登记结论', en: 'Investigate the objection and record the finding' },
  asks: { role: 'auditCommittee', at: 'district' },
  days: 'objection',
  silence: 'escalate',
  apart: ['rosterCheck', 'planApproval'],
  outcomes: {
    dismiss: reasoned('异议不成立，公示继续', 'Dismissed: the notice goes on'),
    upheld: reasoned('异议成立，重新核对名单', 'Upheld: check the list again'),
  },
  status: { zh: '正在核查异议', en: 'An objection is being investigated' },
};
