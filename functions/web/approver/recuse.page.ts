import type { Page } from '#functions/page';
import type { PageRequest } from '#functions/web/request';
import { show } from '#functions/web/respond';
import { navOf } from '#functions/web/session';
import type { Host } from '#shared/host';
import { errorSummary } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { textArea } from '#shared/html/inputs';
import { link } from '#shared/html/link';
import { go, row, where } from '#shared/html/show';
import { reference } from '#shared/pipeline';
import { recuse } from '#shared/tasks/reassign';
import { say, type Text } from '#shared/text';
import { accessOf, actorOf, type TaskAccess } from './access.ts';
import { deadEnd } from './dead.page.ts';
import { receipt } from './receipt.ts';

const MOST = 500;

/** GET …/recuse: stepping aside needs a reason, which goes on record. */
export const askToStepAside: Page = async (request, host) => {
  const access = await accessOf(request, host);
  const dead = await deadEnd(request, host, access);
  if (dead || access.kind !== 'task') return dead ?? Promise.reject(new Error('Every other access is a dead end'));
  return access.standing.kind === 'decidedByYou'
    ? receipt(request, host, access)
    : stepAsidePage(request, host, access);
};

const stepAsidePage = (request: PageRequest, host: Host, access: TaskAccess, error?: string) => {
  const words = (text: Text) => say(text, request.lang);
  const { base, definition, each, pipeline, session } = access;
  const title = words({ zh: '请求回避', en: 'Step aside' });
  const asked = {
    name: 'reason',
    label: words({ zh: '回避的理由', en: 'Why you step aside' }),
    hint: words({
      zh: '例如：申请人是我的表弟。理由记入案卷，申请人看不到。',
      en: 'For example: the applicant is my cousin. It goes on record; the applicant does not see it.',
    }),
    error,
  };
  return show(request, host, {
    title,
    audience: 'approver',
    wrong: error !== undefined,
    ...navOf(request, host, session),
    body: html`${errorSummary(error === undefined ? [] : [{ field: 'reason', message: error }], request.lang)}${where(
        `${words(definition.title)}　${reference(pipeline, each.id)}`,
      )}
      <h1>${title}</h1>
      <p>
        ${words({ zh: '提交后，这件事改由您的副职或值班人员办理，您不能再决定。', en: 'Your deputy or the duty officer is asked instead, and you can no longer decide.' })}
      </p>
      <form method="post" action="${link(host.site, `${base}/recuse`)}" novalidate>
        ${textArea(asked, { value: request.form.get('reason') ?? '', rows: 3 })}${row(
          go(words({ zh: '确认回避', en: 'Step aside' })),
          html`<a href="${link(host.site, base)}">${words({ zh: '不回避，返回', en: 'Do not; go back' })}</a>`,
        )}
      </form>`,
  });
};

const WRONG: Text = { zh: '请写明回避的理由，最多 500 个字', en: 'Give your reason, 500 characters at most' };

/** POST …/recuse: off the task, and somebody else is asked. */
export const stepAside: Page = async (request, host) => {
  const access = await accessOf(request, host);
  const dead = await deadEnd(request, host, access);
  if (dead || access.kind !== 'task') return dead ?? Promise.reject(new Error('Every other access is a dead end'));
  if (access.standing.kind === 'decidedByYou') return receipt(request, host, access);
  const reason = request.form.get('reason')?.trim() ?? '';
  if (reason === '' || [...reason].length > MOST) return stepAsidePage(request, host, access, say(WRONG, request.lang));
  const { each, task, definition, person, session } = access;
  const answer = await recuse(host, each.id, task.id, definition, { person, by: actorOf(access), reason });
  const done = answer.kind === 'reassigned';
  const title = done
    ? say({ zh: '已回避', en: 'You have stepped aside' }, request.lang)
    : say({ zh: '没有其他人可以办理', en: 'There is nobody else to ask' }, request.lang);
  if (answer.kind === 'already')
    return (await deadEnd(request, host, await accessOf(request, host))) ?? receipt(request, host, access);
  return show(request, host, {
    title,
    audience: 'approver',
    status: done ? 200 : 409,
    ...navOf(request, host, session),
    body: html`<h1>${title}</h1>
      <p>
        ${
          done
            ? say(
                {
                  zh: '已改请他人办理，理由已记入案卷。您不用再做任何事。',
                  en: 'Somebody else is asked now, and your reason is on record. There is nothing left for you to do.',
                },
                request.lang,
              )
            : say(
                {
                  zh: '这个岗位没有副职，也没有值班人员。请打帮扶中心电话，由管理员指定办理人。',
                  en: 'The position has no deputy, and nobody is on duty. Call the aid centre: an administrator must name somebody.',
                },
                request.lang,
              )
        }
      </p>`,
  });
};
