import { inConsole, forOfficers, type Visit } from '#functions/web/admin/console';
import type { Case } from '#shared/cases/case';
import { type Content, html } from '#shared/html/html';
import { back, card, tag, timeline } from '#shared/html/show';
import { reference } from '#shared/pipeline';
import { earlierSteps } from '#shared/tasks/earlier';
import { civilDate, formatInstant } from '#shared/time/civil';
import { selfInspection } from '#workflows/selfInspection/index';
import { standing, STANDINGS } from '#workflows/selfInspection/standing';
import { findingsTable, itemsTable, reportCard } from '../cards.ts';
import { entriesTable, moneyTable } from '../moneyCards.ts';
import { storyOf } from '../story.ts';
import { TONES } from './rows.ts';
import { partIn } from './part.ts';
import { pathOf } from './programme.ts';
import { steering } from './steering.ts';

const pipeline = selfInspection.unitInspection;

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
      ${await steering(visit, programme, each)}
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
