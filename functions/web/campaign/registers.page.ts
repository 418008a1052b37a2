import type { Page } from '#functions/page';
import { forOfficers, inConsole } from '#functions/web/admin/console';
import { needRole } from '#functions/web/admin/officer';
import { redirect } from '#functions/web/respond';
import { BadInput } from '#shared/faults';
import { html } from '#shared/html/html';
import { textInput } from '#shared/html/inputs';
import { plain, row, table } from '#shared/html/show';
import { standingOf } from '#shared/rosters/imports';
import { registerNamed, registers } from '#shared/rosters/registers';
import { formatInstant } from '#shared/time/civil';

export const TITLE = { zh: '名册', en: 'Registers' };
export const KEEPERS = ['caseOfficer', 'womenCommittee'] as const;

/** GET /admin/registers: lists of people who must not be left out. */
export const showRegisters: Page = forOfficers(async (visit) => {
  const { host, officer, t, to, lang } = visit;
  const { unit } = needRole(officer, ...KEEPERS);
  const rows = await Promise.all(
    (await registers(host.table)).map(async ({ id, name }) => {
      const standing = await standingOf(host.table, { scope: id, unit });
      return [
        html`<a href="${to(`/admin/registers/${id}`)}">${name}</a>`,
        standing?.rows ?? 0,
        standing ? formatInstant(standing.at, lang) : '–',
      ];
    }),
  );
  return inConsole(visit, {
    title: t(TITLE),
    body: html`<h1>${t(TITLE)}</h1>
      ${table(
        t({ zh: '慰问活动用它证明没有遗漏', en: 'Campaigns are held against them' }),
        [
          { name: t({ zh: '名册', en: 'Register' }) },
          { name: t({ zh: '人数', en: 'People' }), num: true },
          { name: t({ zh: '更新', en: 'Updated' }) },
        ],
        rows,
        t({ zh: '还没有名册。例如：在册劳模名册', en: 'None yet. For example: model workers' }),
      )}
      <form method="post" action="${to('/admin/registers')}" class="card">
        ${textInput({ name: 'name', label: t({ zh: '新名册的名称', en: 'Name of a new register' }) })}
        ${row(plain(t({ zh: '添加', en: 'Add' })))}
      </form>`,
  });
});

export const addRegister: Page = forOfficers(async ({ request, host, officer }) => {
  needRole(officer, ...KEEPERS);
  const name = (request.form.get('name') ?? '').trim();
  if (name.length < 2 || name.length > 40) throw new BadInput('A register has a name of 2 to 40 characters');
  const made = await registerNamed(host, name, 'OTHER');
  return redirect(host.site, `/admin/registers/${made.id}`);
});
