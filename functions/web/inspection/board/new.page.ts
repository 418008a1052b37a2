import * as z from 'zod/mini';
import { openProgramme } from '#functions/selfInspection/programme';
import { forOfficers, inConsole, type Visit } from '#functions/web/admin/console';
import { actorIn, needRole } from '#functions/web/admin/officer';
import { redirect, type PageResponse } from '#functions/web/respond';
import type { Field } from '#shared/forms/fields';
import { parseFields } from '#shared/forms/parse';
import { renderFields } from '#shared/forms/render';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { go, row } from '#shared/html/show';
import { organisation, type Unit } from '#shared/people/organisation';
import { policyOn } from '#shared/policy/policy';
import { CivilDate, civilDate } from '#shared/time/civil';
import { Policy, shipped } from '#workflows/selfInspection/policy';
import { pathOf } from './programme.ts';

/** Which units: all, or all below some townships. A list of single units would be nobody's to keep right. */
const fieldsOf = (townships: readonly Unit[]): Field[] => [
  {
    kind: 'text',
    name: 'title',
    label: { zh: '名称', en: 'Name' },
    hint: { zh: '例如：2018年度工会福利专项治理', en: 'Like: member welfare of 2018' },
    min: 4,
    max: 60,
    pii: 'P0',
  },
  { kind: 'text', name: 'noticeNo', label: { zh: '通知文号', en: 'Number of the notice' }, min: 2, max: 60, pii: 'P0' },
  { kind: 'date', name: 'from', label: { zh: '自查时段从', en: 'Period from' }, to: 'today', pii: 'P0' },
  { kind: 'date', name: 'to', label: { zh: '到', en: 'Until' }, to: 'today', pii: 'P0' },
  {
    kind: 'date',
    name: 'briefedOn',
    label: { zh: '政策宣讲日期', en: 'Day of the policy briefing' },
    to: 'today',
    pii: 'P0',
  },
  {
    kind: 'choices',
    name: 'scope',
    label: { zh: '范围', en: 'Which units' },
    hint: { zh: '所选乡镇、街道、开发区的全部基层工会', en: 'Every union of the townships chosen' },
    options: townships.map(({ id, name }) => ({ value: id, label: { zh: name, en: name } })),
    pii: 'P0',
  },
];
const Values = z.object({
  title: z.string(),
  noticeNo: z.string(),
  from: CivilDate,
  to: CivilDate,
  briefedOn: CivilDate,
  scope: z.array(z.string()),
});

const page = async (
  visit: Visit,
  typed: URLSearchParams,
  errors: readonly FieldError[] = [],
): Promise<PageResponse> => {
  const { host, t, lang } = visit;
  const townships = (await organisation(host.table).units()).filter(({ kind }) => kind === 'township');
  const title = t({ zh: '拟定一次专项治理', en: 'Draw up a programme' });
  return inConsole(visit, {
    title,
    wrong: errors.length > 0,
    body: html`${errorSummary(errors, lang)}
      <h1>${title}</h1>
      <p>
        ${t({
          zh: '保存后请分管副主席审定；同意后自动下发，每个单位的工会主席收到自己的自查链接。清单和限额按规定的生效日期取用。',
          en: 'The vice chair launches it; then each unit’s chair gets a link of their own. Checklist and limits follow their dates.',
        })}
      </p>
      <form method="post" novalidate>
        ${renderFields(fieldsOf(townships), { lang, typed, errors })}${row(go(t({ zh: '报请审定', en: 'Send to the vice chair' })))}
      </form>`,
  });
};

export const drawUp = forOfficers((visit) => {
  needRole(visit.officer, 'caseOfficer', 'viceChair');
  return page(visit, new URLSearchParams());
});

export const saveProgramme = forOfficers(async (visit) => {
  const { host, officer, request, lang, t } = visit;
  const position = needRole(officer, 'caseOfficer', 'viceChair');
  const units = await organisation(host.table).units();
  const fields: readonly Field[] = fieldsOf(units.filter(({ kind }) => kind === 'township'));
  const today = civilDate(host.clock.now());
  const parsed = parseFields(fields, request.form, lang, { today });
  if (!parsed.ok) return page(visit, parsed.typed, parsed.errors);
  const { title, scope, ...about } = Values.parse(parsed.values);
  const chosen = units.filter(({ kind, parent }) => kind === 'union' && parent && scope.includes(parent));
  const errors: FieldError[] = [
    ...(about.to < about.from
      ? [{ field: 'to', message: t({ zh: '结束日期不能早于开始日期', en: 'The end lies before the beginning' }) }]
      : []),
    ...(chosen.length === 0
      ? [{ field: 'scope', message: t({ zh: '所选范围内没有基层工会', en: 'There is no union among these' }) }]
      : []),
  ];
  if (errors.length > 0) return page(visit, parsed.typed, errors);
  const checklist = await policyOn(host.table, 'selfInspection', { shape: Policy, shipped }, today);
  const id = await openProgramme(host, {
    title,
    about: { ...about, checklistFrom: checklist.from },
    units: chosen.map((unit) => unit.id),
    district: position.unit,
    by: actorIn(officer, position),
    lang,
  });
  return redirect(host.site, pathOf({ id }));
});
