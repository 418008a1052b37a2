import type { Section } from '#shared/forms/journey';
import type { Outcome, TaskDefinition } from './definition.ts';

/**
 * The answer that gives an application back: which sections of its form, by their ids, the applicant must mend. All of
 * them at once, since a file goes back twice at most; only these open again. Used by pipelines that people apply to.
 */
export const returnForCorrection = (sections: readonly Pick<Section, 'id' | 'title'>[]): Outcome => ({
  label: { zh: '退回补正', en: 'Return for correction' },
  hint: {
    zh: '一次说清缺什么，申请人有 10 个工作日',
    en: 'List everything at once; the applicant has 10 working days',
  },
  opinion: 'required',
  fields: [
    {
      kind: 'choices',
      name: 'sections',
      label: { zh: '需要补正的部分', en: 'Parts to correct' },
      hint: { zh: '一次选齐，申请人只能修改这些部分', en: 'Choose all of them at once: only these will be open' },
      pii: 'P1',
      options: sections.map(({ id, title }) => ({ value: id, label: title })),
    },
  ],
});

/** Only the applicant takes an application back, on their own page. */
export const withdraw: Outcome = { label: { zh: '申请人撤回', en: 'Withdrawn' }, opinion: 'none', hidden: true };

/** What the applicant is asked then; `returned` is the letter that says so. */
export const correction: TaskDefinition = {
  title: { zh: '退回补正', en: 'Correction' },
  question: { zh: '请修改或补充标出的部分，然后重新提交', en: 'Correct or complete the marked parts and submit again' },
  asks: 'applicant',
  days: 'correction',
  legal: true,
  silence: { outcome: 'lapsed' },
  letter: 'returned',
  outcomes: {
    resubmit: { label: { zh: '重新提交', en: 'Submit again' }, opinion: 'none' },
    lapsed: { label: { zh: '逾期未补正', en: 'Not corrected in time' }, opinion: 'none', hidden: true },
    withdraw,
  },
  status: {
    zh: '需要您补正，请在期限前重新提交',
    en: 'We need something from you: please correct and submit again in time',
  },
};
