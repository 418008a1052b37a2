import type { Outcome } from './definition.ts';

/** Answers that tasks of every pipeline offer, by what must be written with them. The words are the task's own. */

/** Speaks for itself; whoever likes adds an opinion. */
export const agree = (zh: string, en: string): Outcome => ({ label: { zh, en }, opinion: 'optional' });

/** Wants its reason in writing. */
export const reasoned = (zh: string, en: string): Outcome => ({ label: { zh, en }, opinion: 'required' });

/** Given on another page, by an import or by the clock. */
export const elsewhere = (zh: string, en: string): Outcome => ({ label: { zh, en }, opinion: 'none', hidden: true });
