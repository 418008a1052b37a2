import type { Page } from '#functions/page';
import { show } from '#functions/web/respond';
import { html } from '#shared/html/html';
import { link } from '#shared/html/link';
import { card, row } from '#shared/html/show';
import { say, type Text } from '#shared/text';
import { visitOf } from './visit.ts';
import { navOf } from './walk.ts';

const NEED: readonly Text[] = [
  { zh: '本人和家人的身份证号码', en: 'ID numbers of yourself and your family' },
  {
    zh: '近三个月的收入，近一年看病、上学等支出',
    en: 'Income of the last three months; medical and school costs of the last year',
  },
  { zh: '能接听的手机号码', en: 'A mobile number on which we can reach you' },
  { zh: '证明材料的照片（可以以后补交）', en: 'Photos of documents (you may add them later)' },
];
const STEPS: readonly Text[] = [
  {
    zh: '帮扶中心 2 个工作日内检查材料是否齐全',
    en: 'Within 2 working days the aid centre checks that nothing is missing',
  },
  { zh: '您的基层工会初审，两名工作人员上门调查', en: 'Your union reviews it, and two surveyors visit you' },
  {
    zh: '在单位公示至少 5 个工作日（姓名遮盖，不公开病情和账户）',
    en: 'A notice at your workplace for at least 5 working days (name masked; no illness, no account)',
  },
  {
    zh: '区总工会审核、集体研究，批准后打到您的银行卡',
    en: 'The district federation decides, and pays to your bank card',
  },
];

/** GET /. What it is, what one needs, how long it takes, what happens then. */
export const startPage: Page = async (request, host) => {
  const { lang } = request;
  const visit = await visitOf(request, host);
  const words = (text: Text) => say(text, lang);
  const sent = visit?.draft.submitted !== undefined;
  const main = sent
    ? { href: link(host.site, '/status'), label: { zh: '查看办理进度', en: 'See how it goes' } }
    : {
        href: link(host.site, '/apply'),
        label: visit ? { zh: '继续填写', en: 'Continue' } : { zh: '开始申请', en: 'Start now' },
      };
  return show(request, host, {
    title: words({ zh: '困难职工帮扶申请', en: 'Apply for hardship aid' }),
    audience: 'applicant',
    nav: navOf(host, lang, visit),
    body: html`<h1>${words({ zh: '困难职工帮扶申请', en: 'Apply for hardship aid' })}</h1>
      <p>
        ${words({
          zh: '工会会员因患病、失业、意外或收入低，家庭生活有困难的，可以申请生活救助、医疗救助和子女助学。填写大约 15 分钟，可以随时保存，换一部手机接着填。',
          en: 'Union members whose household is in hardship through illness, loss of work, accident or low income can apply for living, medical and study aid. It takes about 15 minutes; you can stop at any time and go on with another phone.',
        })}
      </p>
      ${row(
        html`<a class="go" href="${main.href}">${words(main.label)}</a>`,
        sent
          ? html`<form method="post" action="${link(host.site, '/leave')}">
              <button class="link">${words({ zh: '退出，另外申请一份', en: 'Leave, and start another' })}</button>
            </form>`
          : html`<a href="${link(host.site, '/return')}"
              >${words({ zh: '凭取件码继续，或查看进度', en: 'Come back with your code' })}</a
            >`,
      )}
      ${card(
        words({ zh: '请先准备', en: 'Have ready' }),
        html`<ul>
          ${NEED.map((each) => html`<li>${words(each)}</li>`)}
        </ul>`,
      )}
      ${card(
        words({ zh: '提交以后', en: 'What happens then' }),
        html`<ol>
          ${STEPS.map((each) => html`<li>${words(each)}</li>`)}
        </ol>`,
      )}
      <p class="quiet">
        ${words({
          zh: '不会上网也可以申请：带身份证到所在基层工会或区总工会帮扶中心，由工作人员帮您填写。',
          en: 'You can also apply without the internet: bring your ID card to your union or the aid centre, and they will fill it in with you.',
        })}
      </p>`,
  });
};
