import type { FieldOption } from '#shared/forms/fields';
import type { Outcome } from './definition.ts';

/**
 * The answer that gives an application back: which sections of its form, by their ids, the applicant must mend. All of
 * them at once, since a file goes back twice at most; only these open again. Used by pipelines that people apply to.
 */
export const returnForCorrection = (sections: readonly FieldOption[]): Outcome => ({
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
      options: sections,
    },
  ],
});
