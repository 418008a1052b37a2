import type { Page } from '#functions/page';
import { show } from '#functions/web/respond';
import { html } from '#shared/html/html';
import { sendFresh } from '#shared/tasks/freshLink';
import { say, type Text } from '#shared/text';
import { accessOf } from './access.ts';
import { deadEnd } from './dead.page.ts';

const SENT: Text = {
  zh: '新链接已发到您登记的邮箱，几分钟内会到。旧链接不能再用。',
  en: 'A new link is on its way to your registered address. The old one no longer works.',
};
const TOO_SOON: Text = {
  zh: '一小时内已经发过一次。请查看登记的邮箱，也看看垃圾邮件；一小时后可以再发。',
  en: 'One has been sent within the hour. Look into your registered mailbox, junk included; after an hour it can be sent again.',
};

/** POST /t/{token}/fresh: a fresh link, to the registered address only. */
export const mailFresh: Page = async (request, host) => {
  const answer = await sendFresh(host, request.params['token'] ?? '');
  if (answer === 'notAsked') {
    const dead = await deadEnd(request, host, await accessOf(request, host));
    if (dead) return dead;
  }
  const title = say({ zh: '请查看邮箱', en: 'Check your mail' }, request.lang);
  return show(request, host, {
    title,
    audience: 'approver',
    status: answer === 'tooSoon' ? 429 : 200,
    body: html`<h1>${title}</h1>
      <p>${say(answer === 'tooSoon' ? TOO_SOON : SENT, request.lang)}</p>`,
  });
};
