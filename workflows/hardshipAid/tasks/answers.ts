import type { Field } from '#shared/forms/fields';
import type { Outcome } from '#shared/tasks/definition';

/** Answers that many tasks of this pipeline offer, in the same words everywhere. */

/** Which parts of the application the applicant must mend: all of them at once, since a file goes back twice at most. */
const missing: readonly Field[] = [
  {
    kind: 'choices',
    name: 'sections',
    label: { zh: '需要补正的部分', en: 'Parts to correct' },
    hint: { zh: '一次选齐，申请人只能修改这些部分', en: 'Choose all of them at once: only these will be open' },
    pii: 'P1',
    options: [
      { value: 'person', label: { zh: '个人信息', en: 'Personal details' } },
      { value: 'work', label: { zh: '工作与会员情况', en: 'Work and membership' } },
      { value: 'household', label: { zh: '家庭成员', en: 'Household' } },
      { value: 'money', label: { zh: '收入与支出', en: 'Income and expenses' } },
      { value: 'aid', label: { zh: '困难情况与申请事项', en: 'Hardship and aid asked for' } },
      { value: 'files', label: { zh: '证明材料', en: 'Documents' } },
    ],
  },
];

export const back: Outcome = {
  label: { zh: '退回补正', en: 'Return for correction' },
  hint: {
    zh: '一次说清缺什么，申请人有 10 个工作日',
    en: 'List everything at once; the applicant has 10 working days',
  },
  opinion: 'required',
  fields: missing,
};

export const reject: Outcome = {
  label: { zh: '不同意', en: 'Reject' },
  hint: { zh: '要写明理由和依据，申请人可以申请复核', en: 'Give the reason and the rule; the applicant can appeal' },
  opinion: 'required',
};

export const withdraw: Outcome = { label: { zh: '申请人撤回', en: 'Withdrawn' }, opinion: 'none', hidden: true };

/** The ways out beside a task's own answer. */
export const exits = { return: back, reject, withdraw };

export const approve = (zh: string, en: string): Outcome => ({ label: { zh, en }, opinion: 'optional' });
