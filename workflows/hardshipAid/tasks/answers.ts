import { returnForCorrection, withdraw } from '#shared/tasks/correcting';
import type { Outcome } from '#shared/tasks/definition';

/** Answers that many tasks of this pipeline offer, in the same words everywhere. */

export const back: Outcome = returnForCorrection([
  { value: 'person', label: { zh: '个人信息', en: 'Personal details' } },
  { value: 'work', label: { zh: '工作与会员情况', en: 'Work and membership' } },
  { value: 'household', label: { zh: '家庭成员', en: 'Household' } },
  { value: 'money', label: { zh: '收入与支出', en: 'Income and expenses' } },
  { value: 'aid', label: { zh: '困难情况与申请事项', en: 'Hardship and aid asked for' } },
  { value: 'files', label: { zh: '证明材料', en: 'Documents' } },
]);

export const reject: Outcome = {
  label: { zh: '不同意', en: 'Reject' },
  hint: { zh: '要写明理由和依据，申请人可以申请复核', en: 'Give the reason and the rule; the applicant can appeal' },
  opinion: 'required',
};

/** The ways out beside a task's own answer. */
export const exits = { return: back, reject, withdraw };

export const approve = (zh: string, en: string): Outcome => ({ label: { zh, en }, opinion: 'optional' });
