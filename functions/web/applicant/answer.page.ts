import type { Page } from '#functions/page';
import { Unreadable } from '#functions/web/refusals';
import { redirect, show } from '#functions/web/respond';
import { Stale } from '#shared/faults';
import { parseFields } from '#shared/forms/parse';
import type { Fields } from '#shared/table/table';
import type { Host } from '#shared/host';
import { html } from '#shared/html/html';
import { hidden } from '#shared/html/inputs';
import { link } from '#shared/html/link';
import { back, go, row } from '#shared/html/show';
import { sealedIn } from '#shared/pipeline';
import { decideTask } from '#shared/tasks/decide';
import { civilDate } from '#shared/time/civil';
import type { Applying } from './applying.ts';
import { mayWithdraw, type Standing, standingOf } from './standing.ts';
import { statusView } from './status.page.ts';
import { visitOf } from './visit.ts';
import { navOf } from './walk.ts';

/** What an applicant answers on the status page: an appeal, another card, the withdrawal. */
const decide = async (
  host: Host,
  pipeline: Applying,
  { each, waiting }: Standing,
  outcome: string,
  values: Fields,
): Promise<void> => {
  if (!waiting) throw new Stale(`${each.id} waits for nobody`);
  const { task, definition } = waiting;
  const by = { kind: 'applicant' } as const;
  const sensitive = sealedIn(pipeline);
  const answer = await decideTask(host, { caseId: each.id, task: task.id, definition, by, outcome, values, sensitive });
  if (answer.kind !== 'decided') throw new Stale(`${task.id} has been answered`);
};

/** POST /status with `task` and `outcome`. */
export const answerTask: Page = async (request, host) => {
  const visit = await visitOf(request, host);
  if (visit?.draft.submitted === undefined) return redirect(host.site, '/return');
  const standing = await standingOf(host, visit.pipeline, visit.draft.submitted);
  const { waiting } = standing;
  const { form, lang } = request;
  if (waiting?.definition.asks !== 'applicant' || form.get('task') !== waiting.task.id || visit.correction) {
    throw new Stale('Not the open question');
  }
  const name = form.get('outcome') ?? '';
  const outcome = waiting.definition.outcomes[name];
  if (!outcome || outcome.hidden) throw new Unreadable('No such answer');
  const parsed = parseFields(outcome.fields ?? [], form, lang, { today: civilDate(host.clock.now()) });
  if (!parsed.ok) return statusView(request, host, visit, standing, parsed);
  await decide(host, visit.pipeline, standing, name, parsed.values);
  return redirect(host.site, '/status');
};

/** GET /status/withdraw: asks once more. */
export const withdrawPage: Page = async (request, host) => {
  const visit = await visitOf(request, host);
  if (visit?.draft.submitted === undefined) return redirect(host.site, '/return');
  const standing = await standingOf(host, visit.pipeline, visit.draft.submitted);
  if (!mayWithdraw(standing)) return redirect(host.site, '/status');
  const { lang } = request;
  const zh = lang === 'zh';
  return show(request, host, {
    title: zh ? '撤回申请' : 'Withdraw',
    audience: 'applicant',
    nav: navOf(host, lang, visit),
    body: html`${back(link(host.site, '/status'), zh ? '返回办理进度' : 'Back')}
      <h1>${zh ? '确定要撤回申请吗？' : 'Withdraw the application?'}</h1>
      <p>
        ${zh ? '撤回后这份申请就结束了，已交的材料不再使用。以后有需要可以重新申请。' : 'This ends the application; what you sent is no longer used. You can apply again at any time.'}
      </p>
      <form method="post">
        ${hidden('task', standing.waiting?.task.id ?? '')}${row(
          go(zh ? '确定撤回' : 'Yes, withdraw'),
          html`<a href="${link(host.site, '/status')}">${zh ? '不撤回' : 'No, keep it'}</a>`,
        )}
      </form>`,
  });
};

/** POST /status/withdraw */
export const withdraw: Page = async (request, host) => {
  const visit = await visitOf(request, host);
  if (visit?.draft.submitted === undefined) return redirect(host.site, '/return');
  const standing = await standingOf(host, visit.pipeline, visit.draft.submitted);
  if (standing.each.closedAt !== undefined) return redirect(host.site, '/status');
  if (!mayWithdraw(standing)) throw new Stale('It cannot be withdrawn now');
  await decide(host, visit.pipeline, standing, 'withdraw', {});
  return redirect(host.site, '/status');
};
