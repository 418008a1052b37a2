import type { Page } from '#functions/page';
import { html } from '#shared/html/html';
import { back, card, next } from '#shared/html/show';
import { reference } from '#shared/pipeline';
import { unitNames } from './board/rows.ts';
import { actionsCard } from './case/actions.ts';
import { applicationCard } from './case/application.ts';
import { headerCard, mailCard, moneyCard } from './case/cards.ts';
import { executionsCard } from './case/executions.ts';
import { history, namesIn } from './case/history.ts';
import { loadCase } from './case/load.ts';
import { forOfficers, inConsole } from './console.ts';
import { picture } from './flow/picture.ts';

/** What an action came to, said once at the top of the page that it leads back to. */
const DONE = {
  resent: { zh: '邮件已重发', en: 'Mailed again' },
  reassigned: { zh: '已改由他人办理，对方会收到邮件', en: 'Passed on; they get a mail' },
  reopened: { zh: '已重新请办，期限从今天起算', en: 'Asked again; the deadline begins today' },
  already: { zh: '这一步刚刚已经办理，什么都没有改变', en: 'It was decided meanwhile: nothing changed' },
} as const;
type Done = keyof typeof DONE;
const isDone = (name: string | null): name is Done => name !== null && name in DONE;

/** GET /admin/cases/{case}: everything that is known of a case, and what can be done about it, in one place. */
export const showCase: Page = forOfficers(async (visit) => {
  const { request, host, t, to, lang } = visit;
  const file = await loadCase(visit);
  const { each, pipeline, events } = file;
  const names = await namesIn(host, file);
  const units = await unitNames(visit, [each]);
  const title = reference(pipeline, each.id);
  const done = request.query.get('done');
  const stages = events.flatMap(({ type, data }) =>
    type === 'taskOpened' ? [String(data['task']).split('.')[0] ?? ''] : [],
  );
  return inConsole(visit, {
    title,
    body: html`${back(to(`/admin/${pipeline.name}`), t(pipeline.label))}
      <h1>${title}　<span class="quiet">${each.title}</span></h1>
      ${isDone(done) && html`<div role="status">${next(t(DONE[done]))}</div>`}
      ${card(t({ zh: '流程位置', en: 'Where it is' }), picture(pipeline, each, each.closedAt === undefined ? stages : [...stages, each.stage], lang))}
      <div class="two">
        <div>
          ${card(t({ zh: '经过', en: 'What happened' }), await history(visit, file, names))}
          ${mailCard(visit, file, names)} ${executionsCard(visit, file)}
        </div>
        <div class="first">
          ${await actionsCard(visit, file, names)} ${headerCard(visit, file, units)} ${await moneyCard(visit, file)}
          ${await applicationCard(visit, file)}
        </div>
      </div>`,
  });
});
