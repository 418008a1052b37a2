import type { Text } from '#shared/text';
import { conduct } from './checklist/conduct.ts';
import { events } from './checklist/events.ts';
import { festivals } from './checklist/festivals.ts';
import { procedure } from './checklist/procedure.ts';

export const VIOLATIONS = {
  OVER_LIMIT: { zh: '超额度', en: 'Over the limit' },
  OUT_OF_SCOPE: { zh: '超范围', en: 'Out of scope' },
  FORBIDDEN_FORM: { zh: '违规形式', en: 'Forbidden form' },
  PROHIBITED: { zh: '违反“八不准”', en: 'Prohibited' },
  PROCEDURE: { zh: '程序不规范', en: 'Procedure' },
  EVIDENCE: { zh: '凭据不全', en: 'Evidence' },
  DUPLICATE: { zh: '重复发放', en: 'Paid twice' },
  POLICY: { zh: '自定政策不符', en: 'Own policy' },
} as const satisfies Record<string, Text>;
export type Violation = keyof typeof VIOLATIONS;

/** A check: what is looked for, and by which rule. What that rule says is in checklist/rules.ts. */
export type Check = {
  readonly id: string;
  readonly title: Text;
  readonly violation: Violation;
  /** The rule that a finding names. */
  readonly clause: string;
};
export type Group = { readonly id: string; readonly title: Text; readonly checks: readonly Check[] };

/** 自查清单, in groups of a page each. Which checks a programme asks, its policy says. */
export const checklist: readonly Group[] = [festivals, events, conduct, procedure];

export const checkOf = (id: string): Check | undefined =>
  checklist.flatMap(({ checks }) => checks).find((check) => check.id === id);
