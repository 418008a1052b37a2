import { createHash } from 'node:crypto';
import type { Page } from '#functions/page';
import { forOfficers, inConsole, type Visit } from '#functions/web/admin/console';
import { actorIn, needRole } from '#functions/web/admin/officer';
import { redirect } from '#functions/web/respond';
import { NotFound } from '#shared/faults';
import { html } from '#shared/html/html';
import { back, card, go, row } from '#shared/html/show';
import { unwrapped } from '#shared/keys/fields';
import { importRoster, standingOf, undoImport } from '#shared/rosters/imports';
import { rememberedOf } from '#shared/rosters/mapping';
import { readRoster } from '#shared/rosters/reading';
import { type Register, register } from '#shared/rosters/registers';
import { remember, remembered } from '#shared/rosters/remember';
import { readSheet } from '#shared/sheets/read';
import { civilDate, formatInstant } from '#shared/time/civil';
import { registerSpec } from '#workflows/festivalCondolence/roster';
import { chosenColumns, columnsCard, faultsCard, keepColumns } from './readingCards.ts';
import { KEEPERS, TITLE } from './registers.page.ts';
import { REFUSED, sheetUpload, uploadedSheet, uploadForm } from './upload.ts';

const found = async ({
  request,
  host,
  officer,
}: Visit): Promise<{ kept: Register; place: { scope: string; unit: string } }> => {
  const { unit } = needRole(officer, ...KEEPERS);
  const kept = await register(host.table, request.params['register'] ?? '');
  if (!kept) throw new NotFound('No such register');
  return { kept, place: { scope: kept.id, unit } };
};

const folderOf = ({ id }: Register) => `registers/${id}`;

/** GET /admin/registers/{register}: how many are on it, and the form that brings it up to date. */
export const showRegister: Page = forOfficers(async (visit) => {
  const { request, host, t, to, lang } = visit;
  const { kept, place } = await found(visit);
  const standing = await standingOf(host.table, place);
  const grant = await sheetUpload(host, folderOf(kept), `/admin/registers/${kept.id}`);
  const refused = REFUSED[request.query.get('upload') ?? ''];
  return inConsole(visit, {
    title: kept.name,
    formAction: grant.action,
    body: html`${back(to('/admin/registers'), t(TITLE))}
      <h1>${kept.name}</h1>
      ${refused && html`<div class="summary" role="alert"><h2>${t(refused)}</h2></div>`}
      <p>
        <span class="amount">${standing?.rows ?? 0}</span> ${t({ zh: '人', en: 'people' })}
        <span class="quiet">${standing && formatInstant(standing.at, lang)}</span>
      </p>
      ${card(t({ zh: '更新名册', en: 'Bring it up to date' }), uploadForm(grant, t))}`,
  });
});

const checked = async (visit: Visit, params: URLSearchParams) => {
  const { host, request } = visit;
  const { kept, place } = await found(visit);
  const file = await uploadedSheet(host, folderOf(kept), request.params['upload']);
  if (!file) return undefined;
  const chosen = chosenColumns(params, registerSpec);
  const known = { ...(await remembered(host.table, kept.id, registerSpec.kind)), ...chosen };
  const sheet = await readSheet(file);
  const today = civilDate(host.clock.now());
  const reading = sheet.ok ? readRoster(sheet.rows, registerSpec, { today, remembered: known }) : undefined;
  return { kept, place, file, sheet, reading, chosen };
};

/** GET …/{upload}: what the file holds, and what is wrong with it. */
export const checkRegister: Page = forOfficers(async (visit) => {
  const { request, host, t, to } = visit;
  const seen = await checked(visit, request.query);
  const { kept } = await found(visit);
  if (!seen) return redirect(host.site, `/admin/registers/${kept.id}?${request.query.toString()}`);
  const { sheet, reading, chosen } = seen;
  const here = to(`/admin/registers/${kept.id}/${request.params['upload'] ?? ''}`);
  const said = sheet.ok && reading ? { t, spec: registerSpec, sheet: sheet.rows, reading } : undefined;
  return inConsole(visit, {
    title: kept.name,
    wrong: !said || said.reading.faults.length > 0,
    body: html`${back(to(`/admin/registers/${kept.id}`), kept.name)}
      <h1>${t({ zh: '核对名册文件', en: 'Check the file' })}</h1>
      ${!sheet.ok && html`<div class="summary" role="alert"><h2>${t(sheet.why)}</h2></div>`} ${said && faultsCard(said)}
      ${said && columnsCard(said, here)}
      ${
        said?.reading.faults.length === 0 &&
        html`<form method="post" action="${here}">
          ${keepColumns(chosen)}
          ${row(go(t({ zh: `更新为 ${said.reading.rows.length} 人`, en: `Take over ${said.reading.rows.length} people` })))}
        </form>`
      }`,
  });
});

/** POST: takes it over, whole; `undo` goes back to the one before. */
export const takeRegister: Page = forOfficers(async (visit) => {
  const { request, host, officer } = visit;
  const position = needRole(officer, ...KEEPERS);
  const { kept, place } = await found(visit);
  const by = actorIn(officer, position);
  const seen = await checked(visit, request.form);
  if (request.form.get('action') === 'undo') await undoImport(host, place, by);
  else if (seen?.sheet.ok && seen.reading?.mapping && seen.reading.faults.length === 0) {
    await importRoster(host, {
      place,
      spec: registerSpec,
      rows: seen.reading.rows,
      sha256: createHash('sha256').update(seen.file).digest('hex'),
      by,
      key: await unwrapped(host, kept.wrappedKey, kept.id),
    });
    await remember(host.table, kept.id, registerSpec.kind, rememberedOf(seen.sheet.rows, seen.reading.mapping));
    await host.files.remove(`${folderOf(kept)}/${request.params['upload'] ?? ''}`);
  }
  return redirect(host.site, `/admin/registers/${kept.id}`);
});
