import { Outage, Refusal } from '#shared/faults';
import type { Host } from '#shared/host';
import { html } from '#shared/html/html';
import { layout } from '#shared/html/layout';
import { basePath, link } from '#shared/html/link';
import { say, type Text } from '#shared/text';
import type { HttpEvent } from './event.ts';
import { helpLine } from './help.ts';
import { isExplained, SlowDown } from './refusals.ts';
import { langOfEvent } from './request.ts';
import type { PageResponse } from './respond.ts';

type Words = { readonly title: Text; readonly text: Text };

const WORDS: Readonly<Record<number, Words>> = {
  400: {
    title: { zh: '没能读懂提交的内容', en: 'We could not read what was sent' },
    text: {
      zh: '请返回上一页，重新填写后再提交。什么都没有改变。',
      en: 'Go back and fill it in again. Nothing has changed.',
    },
  },
  403: {
    title: { zh: '不能这样打开', en: 'This is not allowed' },
    text: {
      zh: '您没有权限做这件事，或者表单不是从本站页面提交的。什么都没有改变。',
      en: 'You may not do this, or the form was not sent from a page of this site. Nothing has changed.',
    },
  },
  404: {
    title: { zh: '找不到这个页面', en: 'Page not found' },
    text: {
      zh: '请检查网址是否完整，或者从首页重新进入。',
      en: 'Check that the address is complete, or start from the home page.',
    },
  },
  409: {
    title: { zh: '情况已经变化', en: 'Things have changed' },
    text: {
      zh: '别人或另一个窗口已先一步处理。这次没有改变任何内容，请刷新后再看。',
      en: 'Somebody, or another window, was faster. This changed nothing; load the page again.',
    },
  },
  413: {
    title: { zh: '提交的内容太多', en: 'Too much was sent' },
    text: {
      zh: '请缩短文字后再提交。材料请在上传页面上传。',
      en: 'Shorten the text and send it again. Upload documents on the upload page.',
    },
  },
  429: {
    title: { zh: '尝试次数太多', en: 'Too many tries' },
    text: { zh: '请稍等片刻再试。', en: 'Wait a moment, then try again.' },
  },
  500: {
    title: { zh: '系统出了问题', en: 'Something went wrong' },
    text: {
      zh: '这不是您的错，已填写并保存的内容还在。请稍后再试。',
      en: 'This is not your fault, and what you saved is kept. Try again later.',
    },
  },
  503: {
    title: { zh: '暂时不能使用', en: 'Not available for the moment' },
    text: { zh: '已保存的内容还在。请过几分钟再试。', en: 'What you saved is kept. Try again in a few minutes.' },
  },
};
const FALLBACK: Words = {
  title: { zh: '没有办成', en: 'This could not be done' },
  text: { zh: '什么都没有改变。请返回上一页检查后再试。', en: 'Nothing has changed. Go back, check, and try again.' },
};

const statusOf = (error: unknown): number =>
  error instanceof Refusal ? error.status : error instanceof Outage ? 503 : 500;

/** What a user sees when a page throws: plain words in their language, never a stack trace. */
export const errorPage = async (error: unknown, event: HttpEvent, host: Host): Promise<PageResponse> => {
  const { site } = host;
  const status = statusOf(error);
  const lang = langOfEvent(event, site);
  const { title, text } =
    error instanceof Refusal && isExplained(error)
      ? error
      : (WORDS[status] ?? (status >= 500 ? WORDS[500] : undefined) ?? FALLBACK);
  const reference =
    status >= 500 &&
    html`<p>
      ${lang === 'zh' ? '求助时请报编号：' : 'If you ask for help, quote: '}<span class="code"
        >${event.requestContext.requestId}</span
      >
    </p>`;
  const about = await site.about().catch(() => undefined); // the table may be what has failed
  const page = layout({
    site,
    lang,
    otherLang: `${basePath(site)}/?lang=${lang === 'zh' ? 'en' : 'zh'}`,
    audience: 'applicant',
    title: say(title, lang),
    sample: about?.sample ?? false,
    help: helpLine(about, lang),
    body: html`<h1>${say(title, lang)}</h1>
      <p>${say(text, lang)}</p>
      ${reference}
      <p><a href="${link(site, '/')}">${lang === 'zh' ? '回到首页' : 'Home page'}</a></p>`,
  });
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      ...(error instanceof SlowDown && { 'retry-after': String(error.after) }),
    },
    body: page.toString(),
  };
};
