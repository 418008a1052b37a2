import type { PageRequest } from '#functions/web/request';
import { type PageResponse, show } from '#functions/web/respond';
import type { Host } from '#shared/host';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { hidden, textInput } from '#shared/html/inputs';
import { link } from '#shared/html/link';
import { go, next, row } from '#shared/html/show';
import { say, type Text } from '#shared/text';
import { navOf } from './walk.ts';

const CODE: Text = { zh: '取件码', en: 'Return code' };
const LAST: Text = { zh: '手机号后四位', en: 'Last four digits of your mobile number' };
/**
 * Asks for the return code. What was typed on another page when its session had ended travels along, and is shown
 * again once the code has been given.
 */
export const returnForm = (
  request: PageRequest,
  host: Host,
  { errors = [], keep }: { readonly errors?: readonly FieldError[]; readonly keep?: PageRequest },
): Promise<PageResponse> => {
  const { lang, form, query } = request;
  const kept = keep ? { at: keep.path, typed: keep.form.toString() } : { at: form.get('at'), typed: form.get('typed') };
  const typed = (name: string) => (keep ? '' : (form.get(name) ?? ''));
  const zh = lang === 'zh';
  const error = (name: string) => errors.find(({ field }) => field === name)?.message;
  return show(request, host, {
    title: zh ? '凭取件码继续' : 'Come back with your code',
    audience: 'applicant',
    nav: navOf(host, lang, undefined).map((item) => ({ ...item, current: true })),
    wrong: errors.length > 0,
    ...(keep && { status: 401 }),
    body: html`${errorSummary(errors, lang)}
      <h1>${zh ? '继续填写，或查看办理进度' : 'Continue, or see how it goes'}</h1>
      ${
        (keep ?? query.get('why') === 'session') &&
        next(
          zh
            ? '这部手机上没有正在填写的申请，或者离开的时间太长。填过的内容都还在，输入取件码就能继续。'
            : 'There is no application open on this phone, or you were away for too long. What you filled in is kept: enter the code to go on.',
        )
      }
      <form method="post" action="${link(host.site, '/return')}" novalidate>
        ${kept.at && kept.typed && html`${hidden('at', kept.at)}${hidden('typed', kept.typed)}`}${textInput(
          {
            name: 'code',
            label: say(CODE, lang),
            hint: zh ? '在填写页面下方和回执上，大小写、横线都可以' : 'At the foot of each page and on the receipt',
            error: error('code'),
          },
          { value: typed('code'), width: 'short' },
        )}${textInput(
          { name: 'last', label: say(LAST, lang), error: error('last') },
          { value: typed('last'), width: 'tiny', inputmode: 'numeric' },
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
