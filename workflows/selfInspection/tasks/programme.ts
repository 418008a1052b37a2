import { minutesNo } from '#shared/meetings/minutes';
import { agree, elsewhere, reasoned } from '#shared/tasks/answers';
import type { TaskDefinition } from '#shared/tasks/definition';

/** What the programme as a whole asks: whether to begin, whom to visit, when to report. */
export const launch: TaskDefinition = {
  title: { zh: '部署', en: 'Launch' },
  question: { zh: '请审定本次专项治理的范围、时段和清单', en: 'Do scope, period and checklist stand?' },
  asks: { role: 'viceChair', at: 'district' },
  days: 'launch',
  silence: 'escalate',
  outcomes: {
    issue: agree('同意，下发各单位', 'Agree: issue it to the units'),
    drop: reasoned('不同意，退回重拟', 'No: draw it up again'),
  },
  status: { zh: '等待分管副主席审定', en: 'Waits for the vice chair' },
};

export const gathering: TaskDefinition = {
  title: { zh: '各单位自查', en: 'Units inspect themselves' },
  question: { zh: '各单位正在自查', en: 'The units are inspecting themselves' },
  asks: 'nobody',
  days: 'gathering',
  silence: { outcome: 'over' },
  outcomes: { over: elsewhere('自查期限已到', 'The time to inspect oneself is over') },
  status: { zh: '各单位正在自查', en: 'The units are inspecting themselves' },
};

export const sampling: TaskDefinition = {
  title: { zh: '确定抽查单位', en: 'Draw the spot check' },
  question: { zh: '请确定抽查比例', en: 'How many units are visited?' },
  asks: { role: 'auditCommittee', at: 'district' },
  days: 'sampling',
  silence: 'escalate',
  fields: [
    {
      kind: 'number',
      name: 'percent',
      label: { zh: '抽查比例', en: 'Share of the units' },
      hint: {
        zh: '不低于 20%。逾期未报、人数较多而零报告的单位必查，其余按风险高低排定',
        en: 'At least 20 %. Late units and zero reports of big ones are always in; the others by risk',
      },
      min: 20,
      max: 100,
      unit: { zh: '%', en: '%' },
      pii: 'P0',
    },
  ],
  outcomes: { draw: agree('按此比例抽查', 'Draw') },
  status: { zh: '正在确定抽查单位', en: 'The spot check is being drawn' },
};

export const watch: TaskDefinition = {
  title: { zh: '整改追缴', en: 'Rectification' },
  question: { zh: '各单位正在整改', en: 'The units are putting things right' },
  asks: 'nobody',
  days: 'watch',
  silence: { outcome: 'cut' },
  outcomes: {
    cut: elsewhere('月度统计', 'Monthly figures'),
    settled: elsewhere('各单位全部办结', 'Every unit is settled'),
    conclude: elsewhere('提前总结', 'Concluded while some are open'),
  },
  status: { zh: '各单位正在整改追缴', en: 'The units are putting things right' },
};

export const report: TaskDefinition = {
  title: { zh: '总结报告', en: 'Report' },
  question: { zh: '请登记会议对总结报告的审议', en: 'Record what the meeting said of the report' },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'report',
  silence: 'escalate',
  fields: [
    minutesNo,
    {
      kind: 'longText',
      name: 'lessons',
      label: { zh: '建章立制、举一反三', en: 'Rules mended, lessons drawn' },
      min: 2,
      max: 1_000,
      pii: 'P1',
    },
  ],
  outcomes: { adopted: { label: { zh: '审议通过', en: 'Adopted' }, opinion: 'none' } },
  status: { zh: '等待会议审议总结报告', en: 'The report waits for the meeting' },
};
