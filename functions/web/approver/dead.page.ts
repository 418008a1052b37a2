import type { PageRequest } from '#functions/web/request';
import { type PageResponse, redirect, show } from '#functions/web/respond';
import { navOf, toSignIn } from '#functions/web/session';
import type { Host } from '#shared/host';
import { html } from '#shared/html/html';
import { link } from '#shared/html/link';
import { go, row } from '#shared/html/show';
import { roleName } from '#shared/people/roles';
import type { Standing } from '#shared/tasks/standing';
import { say, type Text } from '#shared/text';
import { formatInstant } from '#shared/time/civil';
import type { Access } from './access.ts';

type Words = { readonly title: Text; readonly text: Text; readonly status: number; readonly fresh?: true };

/** Why a link leads nowhere. None of these pages says anything of the case: a dead link may be in any hands. */
const WORDS: Record<'notValid' | Exclude<Standing['kind'], 'asked' | 'decidedByYou' | 'decidedByOther'>, Words> = {
  notValid: {
    title: { zh: '这个链接无效', en: 'This link is not valid' },
    text: {
      zh: '请检查网址是否完整，最好从邮件里重新打开。很久以前的链接也会显示这一页。',
      en: 'Check that the address is complete; it is best opened from the mail. Links of long ago end here too.',
    },
    status: 404,
  },
  expired: {
    title: { zh: '这个链接已过期', en: 'This link has expired' },
    text: {
      zh: '事项还在等您办理。可以把新链接发到您登记的邮箱。',
      en: 'The matter still waits for you. A new link can be mailed to your registered address.',
    },
    status: 410,
    fresh: true,
  },
  replaced: {
    title: { zh: '这个链接已被新链接替换', en: 'A newer link has replaced this one' },
    text: {
      zh: '请打开最近一封邮件里的链接。找不到的，可以再发一次。',
      en: 'Open the link in the latest mail. If you cannot find it, have it sent again.',
    },
    status: 410,
    fresh: true,
  },
  reassigned: {
    title: { zh: '这件事已改由他人办理', en: 'This is with somebody else now' },
    text: {
      zh: '您不用再做任何事。有疑问请打帮扶中心电话。',
      en: 'There is nothing left for you to do. If that surprises you, call the aid centre.',
    },
    status: 410,
  },
  cancelled: {
    title: { zh: '这件事已撤销', en: 'This has been withdrawn' },
    text: {
      zh: '不再需要办理：申请人已撤回，或者这一步已取消。',
      en: 'Nothing needs deciding any more: the applicant withdrew, or the step was cancelled.',
    },
    status: 410,
  },
  leftPosition: {
    title: { zh: '您已不在这个岗位', en: 'You no longer hold this position' },
    text: {
      zh: '这件事由现在在岗的人办理。岗位登记有误的，请联系帮扶中心。',
      en: 'Whoever holds the position now will decide. If the register is wrong, tell the aid centre.',
    },
    status: 410,
  },
};

/** Answers a request that comes to no task that may be shown: nothing when it does come to one. */
export const deadEnd = async (request: PageRequest, host: Host, access: Access): Promise<PageResponse | undefined> => {
  if (access.kind === 'signIn') return toSignIn(request, host);
  if (access.kind === 'applicant') return redirect(host.site, '/status');
  if (access.kind === 'notValid') return said(request, host, WORDS.notValid);
  const { standing, base, session, byLink } = access;
  if (standing.kind === 'asked' || standing.kind === 'decidedByYou') return undefined;
  const words = standing.kind === 'decidedByOther' ? byOther(standing) : WORDS[standing.kind];
  return said(request, host, words, { session, fresh: byLink && words.fresh ? `${base}/fresh` : undefined });
};

const byOther = ({ role, at }: Extract<Standing, { kind: 'decidedByOther' }>): Words => {
  const who = roleName(role);
  return {
    title: { zh: '这件事已经办理', en: 'This has been decided' },
    text: {
      zh: `${who.zh}已于 ${formatInstant(at, 'zh')} 作出决定，您不用再做任何事。`,
      en: `The ${who.en.replace(/^the /, '')} decided on ${formatInstant(at, 'en')}. There is nothing left for you to do.`,
    },
    status: 410,
  };
};

const said = (
  request: PageRequest,
  host: Host,
  { title, text, status }: Words,
  { session, fresh }: { session?: Parameters<typeof navOf>[2]; fresh?: `/${string}` | undefined } = {},
): Promise<PageResponse> =>
  show(request, host, {
    title: say(title, request.lang),
    audience: 'approver',
    status,
    ...navOf(request, host, session),
    body: html`<h1>${say(title, request.lang)}</h1>
      <p>${say(text, request.lang)}</p>
      ${
        fresh &&
        html`<form method="post" action="${link(host.site, fresh)}">
          ${row(go(say({ zh: '把新链接发到我的邮箱', en: 'Mail me a new link' }, request.lang)))}
        </form>`
      }`,
  });
