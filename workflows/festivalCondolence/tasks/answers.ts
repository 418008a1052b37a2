import type { Outcome } from '#shared/tasks/definition';

/** Offered by several tasks, in the same words. */
export const cancel: Outcome = {
  label: { zh: '取消慰问', en: 'Cancel the campaign' },
  hint: { zh: '预算退回，已购慰问品另行入库', en: 'The budget is given back; goods go into stock' },
  opinion: 'required',
};
