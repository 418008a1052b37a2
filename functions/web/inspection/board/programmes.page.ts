import { totalsOf } from '#functions/selfInspection/roster';
import { forOfficers, inConsole, type Visit } from '#functions/web/admin/console';
import { districtRole } from '#functions/web/admin/officer';
import { boardPk, CaseView, closedPk } from '#shared/cases/boards';
import { html } from '#shared/html/html';
import { table } from '#shared/html/show';
import { formatYuan, SignedFen } from '#shared/money';
import { all } from '#shared/table/table';
import { civilDate, formatDate, yearOf } from '#shared/time/civil';
import { selfInspection } from '#workflows/selfInspection/index';
import { ofDistrict, pathOf } from './programme.ts';

/** GET /admin/selfInspection: every programme, those that go on first. */
export const showProgrammes = forOfficers(async (visit) => {
  ofDistrict(visit);
  const { t, to, officer } = visit;
  const programmes = await programmesOf(visit);
  const rows = await Promise.all(programmes.map((each) => rowOf(visit, each)));
  const title = t({ zh: '专项治理', en: 'Inspections' });
  const mayOpen = districtRole(officer, 'caseOfficer', 'viceChair') !== undefined;
  return inConsole(visit, {
    title,
    body: html`<h1>${title}</h1>
      ${
        mayOpen &&
        html`<p>
          <a class="plain" href="${to('/admin/selfInspection/new')}"
            >${t({ zh: '拟定一次专项治理', en: 'Draw up a programme' })}</a
          >
        </p>`
      }
      ${table(
        t({ zh: '进行中的在前', en: 'Running ones first' }),
        [
          { name: t({ zh: '名称', en: 'Name' }) },
          { name: t({ zh: '环节', en: 'Stage' }) },
          { name: t({ zh: '单位', en: 'Units' }), num: true },
          { name: t({ zh: '已自查', en: 'Reported' }), num: true },
          { name: t({ zh: '有问题', en: 'With problems' }), num: true },
          { name: t({ zh: '已整改', en: 'Rectified' }), num: true },
          { name: t({ zh: '已清退（元）', en: 'Recovered (yuan)' }), num: true },
        ],
        rows,
        t({
          zh: '还没有专项治理。拟定以后经分管副主席审定，下发各单位自查。',
          en: 'There is none yet. Once drawn up, the vice chair launches it.',
        }),
      )}`,
  });
});

const programmesOf = async ({ host, officer }: Visit): Promise<CaseView[]> => {
  const district = officer.units[0]?.id ?? '';
  const open = await all(host.table, { index: 'district', pk: boardPk('selfInspection', district) });
  const year = yearOf(civilDate(host.clock.now()));
  const months = [year, year - 1].flatMap((each) =>
    Array.from({ length: 12 }, (_, i) => `${each}-${String(12 - i).padStart(2, '0')}`),
  );
  const closed = await Promise.all(
    months.map((month) => all(host.table, { index: 'month', pk: closedPk('selfInspection', month) })),
  );
  return [...open, ...closed.flat()].map((item) => CaseView.parse(item));
};

const rowOf = async ({ host, t, to, lang }: Visit, each: CaseView) => {
  const count = await totalsOf(host.table, each.id);
  const { tasks, ends } = selfInspection.selfInspection;
  const stage =
    Object.entries(tasks).find(([name]) => name === each.stage)?.[1].title ??
    Object.entries(ends).find(([name]) => name === each.stage)?.[1].label;
  return [
    html`<a href="${to(pathOf(each))}">${each.title}</a><br />${formatDate(civilDate(each.openedAt), lang)}`,
    stage ? t(stage) : t({ zh: '下发中', en: 'Being issued' }),
    Number(each.facts['units']),
    count('reported'),
    count('withProblems'),
    count('status_RECTIFIED'),
    formatYuan(SignedFen.parse(count('recoveredFen'))),
  ];
};
