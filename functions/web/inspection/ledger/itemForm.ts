import * as z from 'zod/mini';
import type { Field } from '#shared/forms/fields';
import { CivilDate } from '#shared/time/civil';

/** What a unit writes about an item of the problem ledger. */
export const fields: readonly Field[] = [
  { kind: 'longText', name: 'cause', label: { zh: '原因', en: 'Cause' }, min: 2, max: 300, pii: 'P1' },
  { kind: 'longText', name: 'measure', label: { zh: '整改措施', en: 'Measure' }, min: 2, max: 500, pii: 'P1' },
  {
    kind: 'text',
    name: 'owner',
    label: { zh: '责任人（写职务）', en: 'Owner, by position' },
    min: 2,
    max: 40,
    pii: 'P1',
  },
  {
    kind: 'number',
    name: 'progress',
    label: { zh: '进度', en: 'Progress' },
    min: 0,
    max: 100,
    unit: { zh: '%', en: '%' },
    pii: 'P1',
  },
  {
    kind: 'date',
    name: 'beforeOn',
    label: { zh: '“整改前”佐证反映哪一天的情况', en: 'The day that the “before” papers show' },
    to: 'today',
    optional: true,
    pii: 'P1',
  },
  {
    kind: 'date',
    name: 'afterOn',
    label: { zh: '“整改后”佐证从哪一天起生效', en: 'The day from which the “after” papers hold' },
    hint: { zh: '提交验收前必须有整改后的佐证和日期', en: 'Needed, with a paper, before you submit' },
    to: 'today',
    optional: true,
    pii: 'P1',
  },
];
export const Values = z.object({
  cause: z.string(),
  measure: z.string(),
  owner: z.string(),
  progress: z.int(),
  beforeOn: z.optional(CivilDate),
  afterOn: z.optional(CivilDate),
});
