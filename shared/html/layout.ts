import type { Site } from '#shared/host';
import type { Lang, Text } from '#shared/text';
import { say } from '#shared/text';
import { type Content, type Html, html } from './html.ts';
import { link } from './link.ts';

/**
 * The frame of every page: skip link, sample banner, name and navigation, language switch, whom to call.
 *
 * Pages do not call it: they answer `show(request, host, { title, audience, body })` of `#functions/web/respond`,
 * which fills in site, language, banner and footer.
 */
export type Audience = 'applicant' | 'approver' | 'admin' | 'public';
export type NavItem = { readonly href: string; readonly label: string; readonly current?: boolean };
export type Frame = {
  readonly site: Pick<Site, 'url' | 'style'>;
  readonly lang: Lang;
  /** The same page in the other language. */
  readonly otherLang: string;
  readonly audience: Audience;
  readonly title: string;
  /** Puts 错误 before the title, so that a screen reader says it first. */
  readonly wrong?: boolean;
  readonly nav?: readonly NavItem[];
  /** Markup at the end of the navigation: a sign-out form. */
  readonly navEnd?: Content;
  readonly sample: boolean;
  readonly help: Content;
  /** For comfort alone: every page works without it. */
  readonly script?: string | undefined;
  readonly body: Content;
};

const PRODUCT: Text = { zh: '暖流', en: 'Nuanliu' };
const PLACES: Record<Audience, { name: Text; home: `/${string}` }> = {
  applicant: { name: { zh: '职工服务', en: 'For workers' }, home: '/' },
  approver: { name: { zh: '审核', en: 'Review' }, home: '/' },
  admin: { name: { zh: '工作台', en: 'Console' }, home: '/admin' },
  public: { name: { zh: '公示', en: 'Public notice' }, home: '/' },
};
const SAMPLE: Text = {
  zh: '示例数据：单位和人员均为虚构，正式使用前请导入本会的组织与人员',
  en: 'Sample data: units and people are invented. Import your own federation before real use.',
};
const ICON =
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 10 10%22%3E' +
  '%3Cpath fill=%22%23b3241e%22 d=%22M0 5a5 5 0 1 1 5 5H0z%22/%3E%3C/svg%3E';

export const layout = (frame: Frame): Html => {
  const { site, lang, audience, title, wrong, nav = [], sample, help, body } = frame;
  const place = PLACES[audience];
  const words = (text: Text) => say(text, lang);
  const product = `${words(PRODUCT)} · ${words(place.name)}`;
  return html`<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<title>${wrong && words({ zh: '错误：', en: 'Error: ' })}${title} – ${product}</title>
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${link(site, site.style)}">
${frame.script !== undefined && html`<script src="${frame.script}" defer></script>`}
</head>
<body${audience === 'admin' && html` class="wide"`}>
<a class="skip" href="#main">${words({ zh: '跳到正文', en: 'Skip to main content' })}</a>
${sample && html`<p class="sample">${words(SAMPLE)}</p>`}
<header class="top"><div><a class="mark" href="${link(site, place.home)}">${product}</a>
<nav aria-label="${words({ zh: '导航', en: 'Navigation' })}">${nav.map(
    ({ href, label, current }) => html`<a href="${href}" ${current && html` aria-current="page"`}>${label}</a>`,
  )}${frame.navEnd}<a href="${frame.otherLang}" ${
    lang === 'zh' ? html`lang="en" hreflang="en"` : html`lang="zh-CN" hreflang="zh-CN"`
  }>${lang === 'zh' ? 'English' : '中文'}</a></nav></div></header>
<main id="main">
${body}
</main>
<footer>${help}</footer>
</body>
</html>
`;
};
