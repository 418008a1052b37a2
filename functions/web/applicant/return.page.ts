import type { Page } from '#functions/page';
import { SlowDown } from '#functions/web/refusals';
import type { PageRequest } from '#functions/web/request';
import { cookie, type PageResponse, redirect, show } from '#functions/web/respond';
import { getCase } from '#shared/cases/change';
import { readForm } from '#shared/cases/forms';
import { type Draft, draftKey, drafts } from '#shared/forms/draft';
import { closeSession, openSession } from '#shared/forms/draftSession';
import { readReturnCode } from '#shared/forms/returnCode';
import { countWrong, waitBefore } from '#shared/forms/tries';
import type { Host } from '#shared/host';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { textInput } from '#shared/html/inputs';
import { go, next, row } from '#shared/html/show';
import { bareCode, say, type Text } from '#shared/text';
import { SESSION_COOKIE } from './visit.ts';
import { navOf } from './walk.ts';

const CODE: Text = { zh: '取件码', en: 'Return code' };
const LAST: Text = { zh: '手机号后四位', en: 'Last four digits of your mobile number' };
const WRONG: Text = {
  zh: '取件码和手机号后四位对不上，请检查后再试',
  en: 'Code and digits do not belong together. Check both and try again',
};
const BAD_CODE: Text = {
  zh: '取件码要填 12 位字母和数字，例如 ABCD-EFGH-JKMN',
  en: 'The return code has 12 letters and digits, like ABCD-EFGH-JKMN',
};
const BAD_LAST: Text = { zh: '手机号后四位要填 4 个数字', en: 'Enter the last 4 digits of the number' };
const ANYTHING = '*';

const form = (request: PageRequest, host: Host, errors: readonly FieldError[]): Promise<PageResponse> => {
  const { lang } = request;
  const zh = lang === 'zh';
  const error = (name: string) => errors.find(({ field }) => field === name)?.message;
  return show(request, host, {
    title: zh ? '凭取件码继续' : 'Come back with your code',
    audience: 'applicant',
    nav: navOf(host, lang, undefined).map((item) => ({ ...item, current: true })),
    wrong: errors.length > 0,
    body: html`${errorSummary(errors, lang)}
      <h1>${zh ? '继续填写，或查看办理进度' : 'Continue, or see how it goes'}</h1>
      ${
        request.query.get('why') === 'session' &&
        next(
          zh
            ? '这部手机上没有正在填写的申请，或者离开的时间太长。填过的内容都还在，输入取件码就能继续。'
            : 'There is no application open on this phone, or you were away for too long. What you filled in is kept: enter the code to go on.',
        )
      }
      <form method="post" novalidate>
        ${textInput(
          {
            name: 'code',
            label: say(CODE, lang),
            hint: zh ? '在填写页面下方和回执上，大小写、横线都可以' : 'At the foot of each page and on the receipt',
            error: error('code'),
          },
          { value: request.form.get('code') ?? '', width: 'short' },
        )}${textInput(
          { name: 'last', label: say(LAST, lang), error: error('last') },
          { value: request.form.get('last') ?? '', width: 'tiny', inputmode: 'numeric' },
        )}${row(go(zh ? '继续' : 'Continue'))}
      </form>
      <details>
        <summary>${zh ? '找不到取件码怎么办' : 'I cannot find the code'}</summary>
        <div>
          ${zh ? '没有提交的，请重新填写。已经提交的，带身份证到所在基层工会或区总工会帮扶中心查询。' : 'If you have not sent the form, please start again. If you have, bring your ID card to your union or the aid centre.'}
        </div>
      </details>`,
  });
};

/** GET /return */
export const returnPage: Page = (request, host) => form(request, host, []);

const mobileOf = async (host: Host, { submitted, answers }: Draft): Promise<unknown> =>
  submitted === undefined
    ? answers['mobile']
    : (await readForm(host, await getCase(host.table, submitted), 'application'))?.values['mobile'];

/**
 * POST /return. Wrong tries slow down whoever makes them: for one code from one place, and for guessing codes from
 * one place. Whoever has the right code and digits is not held up by others.
 */
export const comeBack: Page = async (request, host) => {
  const { lang, ip } = request;
  const code = readReturnCode(request.form.get('code') ?? '');
  const last = bareCode(request.form.get('last') ?? '');
  const errors: FieldError[] = [
    ...(code === undefined ? [{ field: 'code', message: say(BAD_CODE, lang) }] : []),
    ...(/^\d{4}$/.test(last) ? [] : [{ field: 'last', message: say(BAD_LAST, lang) }]),
  ];
  if (code === undefined || errors.length > 0) return form(request, host, errors);
  const wait = await waitBefore(host, code, ip);
  if (wait > 0) throw new SlowDown(wait);
  const key = await draftKey(host, code);
  const draft = await drafts(host).get(key);
  const mobile = draft && (await mobileOf(host, draft));
  if (draft && typeof mobile === 'string' && mobile.slice(-4) === last) {
    const session = cookie(host.site, SESSION_COOKIE, await openSession(host, key));
    return redirect(host.site, draft.submitted === undefined ? '/apply' : '/status', [session]);
  }
  const guessing = await waitBefore(host, ANYTHING, ip);
  if (guessing > 0) throw new SlowDown(guessing);
  await Promise.all([countWrong(host, code, ip), countWrong(host, ANYTHING, ip)]);
  return form(request, host, [{ field: 'code', message: say(WRONG, lang) }]);
};

/** POST /leave: ends the session on this phone; the draft stays. */
export const leave: Page = async ({ cookies }, host) => {
  await closeSession(host, cookies[SESSION_COOKIE]);
  return redirect(host.site, '/', [cookie(host.site, SESSION_COOKIE, '', 0)]);
};
