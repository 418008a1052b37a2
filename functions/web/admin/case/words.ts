import type { Text } from '#shared/text';

/** What happened, as people say it: names of events and letters never reach a page. */
export const EVENTS: Readonly<Record<string, Text>> = {
  submitted: { zh: '提交申请', en: 'Application submitted' },
  opened: { zh: '建立案卷', en: 'File opened' },
  corrected: { zh: '补正后重新提交', en: 'Corrected and submitted again' },
  withdrawn: { zh: '申请人撤回', en: 'Withdrawn by the applicant' },
  failing: { zh: '一个步骤出错，系统自动重试', en: 'A step failed and is tried again' },
  recovered: { zh: '出错的步骤已恢复', en: 'The failing step works again' },
  unreached: { zh: '邮件没有送达', en: 'A mail did not arrive' },
  classified: { zh: '按当年标准算出困难类别', en: 'Category worked out' },
  reserved: { zh: '预留资金', en: 'Money reserved' },
  notReserved: { zh: '未能预留资金，退回会议', en: 'Money could not be reserved: back to the meeting' },
  received: { zh: '资金到账', en: 'Money received' },
  instructed: { zh: '列入银行发放批次', en: 'Put into a bank batch' },
  objected: { zh: '公示期间收到异议', en: 'Objected to during the notice' },
  freshLink: { zh: '重发了有效链接', en: 'A fresh link was mailed' },
  resent: { zh: '重发邮件', en: 'Mail sent again' },
  reopened: { zh: '撤下无人处理的任务，重新请办', en: 'A stuck task was taken back and asked again' },
  reassigned: { zh: '改由他人办理', en: 'Passed on to somebody else' },
  recused: { zh: '回避，改由他人办理', en: 'Stepped aside; somebody else is asked' },
  revealed: { zh: '查看了被隐去的个人信息', en: 'Looked behind the mask' },
  shredded: { zh: '个人信息已销毁', en: 'Personal data erased' },
};
export const ANY_EVENT: Text = { zh: '系统记录', en: 'Recorded' };

export const RUNGS: Readonly<Record<string, Text>> = {
  remind: { zh: '提醒一次', en: 'Reminded' },
  deputy: { zh: '逾期未办，转请副职', en: 'Overdue: the deputy was asked' },
  duty: { zh: '仍未办理，转请值班人员', en: 'Still silent: the duty officer was asked' },
  stuck: { zh: '三次请办都没有回应，请管理员处理', en: 'Nobody answered: an admin must act' },
};

export const REASONS: Readonly<Record<string, Text>> = {
  fundShort: { zh: '资金不足', en: 'the fund is short' },
  overCap: { zh: '超过当年标准的上限', en: 'more than the rules allow' },
  alreadyHelped: { zh: '同一家庭本期已获帮扶', en: 'the household has been helped already' },
};

export const LETTERS: Readonly<Record<string, Text>> = {
  asked: { zh: '请办', en: 'Asked to decide' },
  reminded: { zh: '提醒', en: 'Reminder' },
  escalated: { zh: '催办', en: 'Escalation' },
  reassigned: { zh: '改由您办理', en: 'Passed on' },
  freshLink: { zh: '新链接', en: 'Fresh link' },
  stuck: { zh: '无人处理', en: 'Stuck' },
  emptyPosition: { zh: '岗位空缺', en: 'Empty position' },
  submitted: { zh: '收件回执', en: 'Receipt' },
  returned: { zh: '退回补正通知', en: 'Return for correction' },
  refused: { zh: '不予帮扶告知', en: 'Refusal' },
  approved: { zh: '批准通知', en: 'Approval' },
  paid: { zh: '发放通知', en: 'Payment notice' },
  paymentFailed: { zh: '请核对银行账户', en: 'Check your account' },
  cut: { zh: '金额核减告知', en: 'Amount cut' },
  noticeUp: { zh: '公示通知', en: 'Public notice' },
  followUp: { zh: '回访通知', en: 'Follow-up' },
  appealAnswered: { zh: '复核结果', en: 'Answer to the appeal' },
};
export const ANY_LETTER: Text = { zh: '办理结果通知', en: 'Notice of the outcome' };

export const ENTRIES: Readonly<Record<'reserve' | 'release' | 'receive' | 'commit' | 'pay', Text>> = {
  reserve: { zh: '预留', en: 'Reserved' },
  release: { zh: '退回资金', en: 'Released' },
  receive: { zh: '到账', en: 'Received' },
  commit: { zh: '待发放', en: 'Committed' },
  pay: { zh: '发放', en: 'Paid' },
};
