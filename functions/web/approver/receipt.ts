import type { PageRequest } from '#functions/web/request';
import { type PageResponse, show } from '#functions/web/respond';
import { navOf } from '#functions/web/session';
import { getTask } from '#shared/tasks/task';
import type { Host } from '#shared/host';
import { html } from '#shared/html/html';
import { link } from '#shared/html/link';
import { facts } from '#shared/html/show';
import { reference } from '#shared/pipeline';
import { say, type Text } from '#shared/text';
import { formatInstant } from '#shared/time/civil';
import type { TaskAccess } from './access.ts';

/** What whoever decided sees, then and whenever they come again: the same page, from the task as it was kept. */
export const receipt = async (request: PageRequest, host: Host, access: TaskAccess): Promise<PageResponse> => {
  const { lang } = request;
  const { definition, each, pipeline, session } = access;
  // What was open when this request came has been decided since.
  const task = access.task.status === 'open' ? await getTask(host.table, each.id, access.task.id) : access.task;
  const words = (text: Text) => say(text, lang);
  const outcome = definition.outcomes[task.outcome ?? ''];
  const title = words({ zh: '已收到您的决定', en: 'Your decision has been received' });
  return show(request, host, {
    title,
    audience: 'approver',
    ...navOf(request, host, session),
    body: html`<div class="done">
        <h1>${title}</h1>
        ${facts([
          { term: words({ zh: '编号', en: 'Reference' }), value: reference(pipeline, each.id) },
          { term: words({ zh: '环节', en: 'Stage' }), value: words(definition.title) },
          { term: words({ zh: '决定', en: 'Decision' }), value: outcome && words(outcome.label) },
          {
            term: words({ zh: '时间', en: 'At' }),
            value: task.decidedAt === undefined ? undefined : formatInstant(task.decidedAt, lang),
          },
        ])}
      </div>
      <p>
        ${words({
          zh: '系统会自动转到下一步，您不用再做任何事。决定已经记录，不能再改；如有差错，请打帮扶中心电话。',
          en: 'The next step follows by itself; there is nothing left for you to do. The decision is on record and cannot be changed here: if it was a mistake, call the aid centre.',
        })}
      </p>
      ${session && html`<p><a href="${link(host.site, '/tasks')}">${words({ zh: '回到我的待办', en: 'Back to my tasks' })}</a></p>`}`,
  });
};
