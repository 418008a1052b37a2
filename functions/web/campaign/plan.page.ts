import type { Page } from '#functions/page';
import { forOfficers, inConsole, type Visit } from '#functions/web/admin/console';
import { actorIn, needRole } from '#functions/web/admin/officer';
import { redirect } from '#functions/web/respond';
import type { FieldOption } from '#shared/forms/fields';
import { parseFields } from '#shared/forms/parse';
import { renderFields } from '#shared/forms/render';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { checkboxes, hidden } from '#shared/html/inputs';
import { back, go, row } from '#shared/html/show';
import { Fund } from '#shared/ledger/budget';
import { organisation } from '#shared/people/organisation';
import { policyOn } from '#shared/policy/policy';
import { registers } from '#shared/rosters/registers';
import { civilDate, yearOf } from '#shared/time/civil';
import { fundKey, FundId } from '#shared/ledger/budget';
import { Plan } from '#workflows/festivalCondolence/plan';
import { planForm } from '#workflows/festivalCondolence/planForm';
import { Policy, shipped } from '#workflows/festivalCondolence/policy';
import { planProblems } from '#workflows/festivalCondolence/rules';
import { openCampaign } from './opening.ts';

const PLANNERS = ['caseOfficer', 'womenCommittee'] as const;

const rulesToday = async ({ host }: Visit): Promise<Policy> => {
  const today = civilDate(host.clock.now());
  return (await policyOn(host.table, 'festivalCondolence', { shape: Policy, shipped }, today)).values;
};

/** Funds of the year, with what is free in them. */
const fundsOf = async (visit: Visit): Promise<FieldOption[]> => {
  const { host, t } = visit;
  const year = yearOf(civilDate(host.clock.now()));
  const { funds } = await rulesToday(visit);
  const found = await Promise.all(funds.map(({ fund }) => host.table.get(fundKey(FundId.parse(fund), year))));
  return found.flatMap((item) => {
    if (!item) return [];
    const { fund, name, freeFen } = Fund.parse(item);
    const free = t({ zh: `可用 ${freeFen / 100} 元`, en: `${freeFen / 100} yuan free` });
    return [{ value: fund, label: { zh: name, en: name }, hint: { zh: free, en: free } }];
  });
};

/** GET /admin/campaigns/new: the plan of a campaign. */
export const showPlan: Page = forOfficers((visit) => planPage(visit, []));

const planPage = async (visit: Visit, errors: readonly FieldError[]) => {
  const { request, host, officer, t, to, lang } = visit;
  needRole(officer, ...PLANNERS);
  const units = (await organisation(host.table).units()).filter(({ kind }) => kind === 'union');
  const kept = await registers(host.table);
  const typed = request.form;
  const title = t({ zh: '新建慰问方案', en: 'Plan a campaign' });
  const key = typed.get('key') ?? Buffer.from(host.random.bytes(16)).toString('base64url');
  const errorAt = (field: string) => errors.find((error) => error.field === field)?.message;
  return inConsole(visit, {
    title,
    wrong: errors.length > 0,
    body: html`${back(to('/admin/campaigns'), t({ zh: '慰问活动', en: 'Campaigns' }))} ${errorSummary(errors, lang)}
      <h1>${title}</h1>
      <form method="post" action="${to('/admin/campaigns/new')}" novalidate class="narrow">
        ${hidden('key', key)}${renderFields(planForm, { lang, typed, errors, options: { funds: await fundsOf(visit) } })}
        ${checkboxes(
          {
            name: 'unions',
            label: t({ zh: '向哪些基层工会摸底', en: 'Unions that are called' }),
            error: errorAt('unions'),
          },
          units.map(({ id, name }) => ({ value: id, label: name })),
          typed.size === 0 ? units.map(({ id }) => id) : typed.getAll('unions'),
        )}
        ${
          kept.length > 0 &&
          checkboxes(
            {
              name: 'registers',
              label: t({ zh: '对照哪些名册，证明没有遗漏', en: 'Registers to be held against' }),
              error: errorAt('registers'),
              maybe: t({ zh: '（选填）', en: '(optional)' }),
            },
            kept.map(({ id, name }) => ({ value: id, label: name })),
            typed.getAll('registers'),
          )
        }
        ${row(go(t({ zh: '报批', en: 'Send for approval' })))}
      </form>`,
  });
};

/** POST /admin/campaigns/new: opens the campaign. */
export const plan: Page = forOfficers(async (visit) => {
  const { request, host, officer, lang, t } = visit;
  const position = needRole(officer, ...PLANNERS);
  const { form } = request;
  const parsed = parseFields(planForm, form, lang, { options: { funds: await fundsOf(visit) } });
  if (!parsed.ok) return planPage(visit, parsed.errors);
  const made = Plan.parse({ ...parsed.values, unions: form.getAll('unions'), registers: form.getAll('registers') });
  const problems = planProblems(made, await rulesToday(visit));
  if (problems.length > 0)
    return planPage(
      visit,
      problems.map(({ field, message }) => ({ field, message: t(message) })),
    );
  const key = `${officer.person.id}#${form.get('key') ?? ''}`;
  const id = await openCampaign(host, made, actorIn(officer, position), position.unit, key);
  return redirect(host.site, `/admin/campaigns/${id}`);
});
