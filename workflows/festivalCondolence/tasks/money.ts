import type { TaskDefinition } from '#shared/tasks/definition';

/** Money goes through the bank alone. */
export const payment: TaskDefinition = {
  title: { zh: '打卡发放', en: 'Payment' },
  question: { zh: '请在“发放批次”中生成银行文件，并上传回盘文件', en: 'Build a bank batch and upload the return file' },
  asks: { role: 'finance', at: 'district' },
  days: 'payment',
  silence: 'escalate',
  apart: ['planApproval', 'rosterCheck'],
  signedIn: true,
  outcomes: {
    paid: { label: { zh: '已发放', en: 'Paid' }, opinion: 'none', hidden: true },
    failed: { label: { zh: '有人发放失败', en: 'Some failed' }, opinion: 'none', hidden: true },
  },
  status: { zh: '正在通过银行发放', en: 'The bank is paying' },
};
