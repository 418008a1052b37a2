import { saveDraft } from '#functions/selfInspection/draft';
import type { PageResponse } from '#functions/web/respond';
import { NoSuchPage } from '#functions/web/refusals';
import type { Field } from '#shared/forms/fields';
import { typedFrom } from '#shared/forms/typed';
import type { Group } from '#workflows/selfInspection/checklist';
import { ruleOf } from '#workflows/selfInspection/checklist/rules';
import { forTask, type Visit } from '../visit.ts';
import { formPage, posted } from './form.ts';
import { type Standing, standingOf } from './standing.ts';

const RESULTS = [
  { value: 'OK', label: { zh: '没有问题', en: 'No problem' } },
  { value: 'PROBLEM', label: { zh: '有问题', en: 'There is a problem' } },
  { value: 'NA', label: { zh: '不涉及', en: 'Does not apply' } },
] as const;

/** Each check with its rule in plain words, and what the rules propose from the spending. */
const fieldsOf = ({ checks }: Group, { proposals }: Standing): Field[] =>
  checks.map(({ id, title }) => {
    const rule = ruleOf(id);
    const found = proposals.filter(({ check }) => check === id);
    const also = (lang: 'zh' | 'en') =>
      found.map(({ arithmetic }) => arithmetic[lang]).join(lang === 'zh' ? '；' : '; ');
    const proposed = found.length > 0;
    return {
      kind: 'choice',
      name: id,
      label: { zh: `${id} ${title.zh}`, en: `${id} ${title.en}` },
      hint: {
        zh: `${rule.zh}${proposed ? `　系统按支出推算：${also('zh')}` : ''}`,
        en: `${rule.en}${proposed ? ` From the spending: ${also('en')}` : ''}`,
      },
      missing: { zh: `请选择 ${id} 的自查结果`, en: `Choose the result of ${id}` },
      options: RESULTS,
      pii: 'P1',
    };
  });

const groupIn = ({ request }: Visit, { groups }: Standing): Group => {
  const group = groups.find(({ id }) => id === request.params['group']);
  if (!group) throw new NoSuchPage('No such group of checks');
  return group;
};

export const showChecks = forTask(['selfInspection'], async (visit) => {
  const standing = await standingOf(visit);
  const group = groupIn(visit, standing);
  const fields = fieldsOf(group, standing);
  return formPage(visit, { title: visit.t(group.title), fields }, typedFrom(fields, standing.draft.checks));
});

export const saveChecks = forTask(['selfInspection'], async (visit): Promise<PageResponse> => {
  const standing = await standingOf(visit);
  const group = groupIn(visit, standing);
  const page = { title: visit.t(group.title), fields: fieldsOf(group, standing) };
  return posted(visit, page, async (values) => {
    const results = group.checks.flatMap(({ id }) => {
      const value = RESULTS.find((result) => result.value === values[id])?.value;
      return value ? [[id, value] as const] : [];
    });
    await saveDraft(visit.host.table, visit.access.each.id, ({ checks }) => ({
      checks: { ...checks, ...Object.fromEntries(results) },
    }));
    const problem = results.find(([id, result]) => result === 'PROBLEM' && !standing.draft.problems[id]);
    return visit.goTo(problem ? `/problems/${problem[0]}` : '');
  });
});
