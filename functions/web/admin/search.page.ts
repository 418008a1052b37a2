import type { Page } from '#functions/page';
import { redirect } from '#functions/web/respond';
import type { Case } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { casesOfPerson } from '#shared/cases/find';
import { NotFound } from '#shared/faults';
import { html } from '#shared/html/html';
import { textInput } from '#shared/html/inputs';
import { plain, table } from '#shared/html/show';
import { CaseId } from '#shared/ids';
import { parseIdNumber } from '#shared/people/idNumber';
import { halfWidth } from '#shared/text';
import { pipelineOf, pipelines } from '#workflows/index';
import { boardColumns, boardRow, unitNames } from './board/rows.ts';
import { forOfficers, inConsole, type Visit } from './console.ts';
import { sees } from './officer.ts';

/** What people call a case, or its id: 困-2019-482137, HA-2019-482137, ha2019482137. */
const idIn = (typed: string): CaseId | undefined => {
  const bare = halfWidth(typed)
    .replaceAll(/[\s\p{Dash}]/gu, '')
    .toUpperCase();
  for (const { prefix, mark } of Object.values(pipelines)) {
    const [, year = '', number = ''] = new RegExp(`^(?:${mark}|${prefix})(\\d{4})(\\d{6,8})$`, 'u').exec(bare) ?? [];
    const id = CaseId.safeParse(`${prefix}-${year}-${number}`);
    if (id.success) return id.data;
  }
  return undefined;
};

const seenOnly = async ({ host, officer }: Visit, ids: readonly CaseId[]): Promise<Case[]> => {
  const found = await Promise.all(
    ids.map(async (id) => {
      try {
        return [await getCase(host.table, id)];
      } catch (error) {
        if (error instanceof NotFound) return [];
        throw error;
      }
    }),
  );
  return found.flat().filter((each) => sees(officer, each));
};

/** POST /admin/search: a case by its exact number, or the cases of a person; only those of the officer's units. */
export const search: Page = forOfficers(async (visit) => {
  const { request, host, t, to } = visit;
  const typed = request.form.get('q') ?? '';
  const id = idIn(typed);
  const person = parseIdNumber(typed);
  const ids = id ? [id] : person.ok ? await casesOfPerson(host, person.idNumber) : [];
  const cases = await seenOnly(visit, ids);
  const [only] = cases;
  if (only && cases.length === 1) return redirect(host.site, `/admin/cases/${only.id}`);
  const names = await unitNames(visit, cases);
  const title = t({ zh: '查找', en: 'Find' });
  return inConsole(visit, {
    title,
    body: html`<h1>${title}</h1>
      <form method="post" action="${to('/admin/search')}">
        ${textInput(
          {
            name: 'q',
            label: t({ zh: '申请编号或身份证号', en: 'Case or ID number' }),
            hint: t({ zh: '要完整的号码，例如 困-2019-482137', en: 'The whole number, such as 困-2019-482137' }),
          },
          { type: 'search' },
        )}
        ${plain(t({ zh: '查找', en: 'Find' }))}
      </form>
      ${table(
        t({ zh: `找到 ${cases.length} 件`, en: `${cases.length} found` }),
        boardColumns(visit, false),
        cases.map((each) => boardRow(visit, pipelineOf(each.pipeline), each, names).slice(0, 6)),
        t({
          zh: '在您单位的申请里没有找到。请检查号码是否完整',
          en: 'Not found among the cases of your unit. Check that the number is complete',
        }),
      )}`,
  });
});
