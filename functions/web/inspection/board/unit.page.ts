import { answerWithReason } from '#functions/selfInspection/rectifying';
import { getRow } from '#functions/selfInspection/roster';
import { inConsole, forOfficers, type Visit } from '#functions/web/admin/console';
import { actorIn, districtRole, needRole } from '#functions/web/admin/officer';
import { NoSuchPage } from '#functions/web/refusals';
import { redirect } from '#functions/web/respond';
import { getCase } from '#shared/cases/change';
import type { Case } from '#shared/cases/case';
import { UnitId } from '#shared/ids';
import { type Content, html } from '#shared/html/html';
import { textArea } from '#shared/html/inputs';
import { back, card, plain, tag, timeline } from '#shared/html/show';
import { reference } from '#shared/pipeline';
import { earlierSteps } from '#shared/tasks/earlier';
import { openTaskOf } from '#shared/tasks/decide';
import { civilDate, formatInstant } from '#shared/time/civil';
import { selfInspection } from '#workflows/selfInspection/index';
import { standing, STANDINGS } from '#workflows/selfInspection/standing';
import { entriesTable, findingsTable, itemsTable, moneyTable, reportCard } from '../cards.ts';
import { storyOf } from '../story.ts';
import { TONES } from './board.page.ts';
import { pathOf, programmeIn } from './programme.ts';

const pipeline = selfInspection.unitInspection;

const partIn = async (visit: Visit): Promise<{ programme: Case; each: Case }> => {
  const { programme } = await programmeIn(visit);
  const unit = UnitId.safeParse(visit.request.params['unit']);
  if (!unit.success) throw new NoSuchPage('Not a unit');
  const { caseId } = await getRow(visit.host.table, programme.id, unit.data);
  return { programme, each: await getCase(visit.host.table, caseId) };
};

/** GET …/units/{unit}: a unit's whole story on one page, from its report to the last entry. */
export const showUnit = forOfficers(async (visit) => {
  const { programme, each } = await partIn(visit);
  const { host, t, to, lang } = visit;
  const [story, steps] = await Promise.all([storyOf(host, each), earlierSteps(host, pipeline, each)]);
  const now = standing(story.row, civilDate(host.clock.now()));
  return inConsole(visit, {
    title: each.title,
    body: html`${back(to(pathOf(programme)), programme.title)}
      <p class="where">${reference(pipeline, each.id)}</p>
      <h1>${each.title} ${tag(t(STANDINGS[now]), TONES[now] ?? 'wait')}</h1>
      ${waiting(visit, each)} ${reportCard(story, lang)} ${findingsTable(story, lang)} ${itemsTable(story, lang)}
      ${moneyTable(story, lang)} ${entriesTable(story, lang)}
      ${card(
        t({ zh: '经过', en: 'What happened' }),
        timeline(
          steps.map(({ title, outcome, at }) => ({
            time: formatInstant(at, lang),
            what: `${t(title)}${lang === 'zh' ? '：' : ': '}${t(outcome)}`,
            place: 'past' as const,
          })),
        ),
      )}
      ${await refusing(visit, programme, each)}
      <p>
        <a href="${to(`/admin/cases/${each.id}`)}"
          >${t({ zh: '流程、邮件和改派', en: 'Workflow, mails, reassigning' })}</a
        >
      </p>`,
  });
});

const waiting = ({ t }: Visit, each: Case): Content => {
  const task = Object.entries(pipeline.tasks).find(([name]) => name === each.stage)?.[1];
  return task && html`<p>${t(task.status)}</p>`;
};

/** A unit that refuses is not waited for: the district says so, with its reason, and the vice chair decides. */
const refusing = async ({ host, t, to, officer }: Visit, programme: Case, each: Case): Promise<Content> => {
  const task = await openTaskOf(host, each.id);
  if (task?.name !== 'rectification' || !districtRole(officer, 'caseOfficer')) return undefined;
  return html`<details>
    <summary>${t({ zh: '单位拒不整改？报请移交', en: 'The unit refuses? Propose a referral' })}</summary>
    <form method="post" action="${to(`${pathOf(programme)}/units/${each.union}/refuse`)}" novalidate>
      ${textArea({ name: 'reason', label: t({ zh: '事实和理由', en: 'Facts and reason' }) }, { rows: 3 })}
      ${plain(t({ zh: '报请移交', en: 'Propose a referral' }))}
    </form>
  </details>`;
};

export const refuse = forOfficers(async (visit) => {
  const { host, officer, request } = visit;
  const { programme, each } = await partIn(visit);
  const position = needRole(officer, 'caseOfficer');
  const reason = request.form.get('reason')?.trim() ?? '';
  const task = await openTaskOf(host, each.id);
  if (reason !== '' && task?.name === 'rectification') {
    await answerWithReason(host, { caseId: each.id, task: task.id, by: actorIn(officer, position) }, 'refuse', reason);
  }
  return redirect(host.site, `${pathOf(programme)}/units/${each.union}`);
});
