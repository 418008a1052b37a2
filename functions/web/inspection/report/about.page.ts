import * as z from 'zod/mini';
import { saveDraft } from '#functions/selfInspection/draft';
import type { Field } from '#shared/forms/fields';
import { typedFrom } from '#shared/forms/typed';
import { Fen } from '#shared/money';
import { forTask, type Visit } from '../visit.ts';
import { formPage, posted } from './form.ts';
import { standingOf } from './standing.ts';

const fields: readonly Field[] = [
  { kind: 'number', name: 'members', label: { zh: '在册会员人数', en: 'Members' }, min: 1, max: 100_000, pii: 'P1' },
  {
    kind: 'yesNo',
    name: 'ampleEnterprise',
    label: { zh: '是否属于经费充裕的企业工会', en: 'An enterprise union with ample funds?' },
    hint: {
      zh: '限额较高，须有上级工会认可的证明，请在佐证材料里上传',
      en: 'The limit is higher, with proof among the evidence',
    },
    pii: 'P1',
  },
  {
    kind: 'money',
    name: 'budgetFen',
    label: { zh: '自查时段内的福利预算', en: 'Welfare budget of the period' },
    hint: { zh: '没有预算填 0', en: '0 where there was none' },
    pii: 'P1',
  },
];
const page = ({ t }: Visit) => ({ title: t({ zh: '基本情况', en: 'About the unit' }), fields });
const Values = z.object({ members: z.int(), ampleEnterprise: z.boolean(), budgetFen: Fen });

export const showAbout = forTask(['selfInspection'], async (visit) => {
  const { members, ampleEnterprise, budgetFen } = (await standingOf(visit)).draft;
  return formPage(visit, page(visit), typedFrom(fields, { members, ampleEnterprise, budgetFen }));
});

export const saveAbout = forTask(['selfInspection'], (visit) =>
  posted(visit, page(visit), async (values) => {
    const about = Values.parse(values);
    await saveDraft(visit.host.table, visit.access.each.id, () => about);
    return visit.goTo('');
  }),
);
