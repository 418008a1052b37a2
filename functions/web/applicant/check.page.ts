import type { Page } from '#functions/page';
import { redirect, show } from '#functions/web/respond';
import { describeAnswer } from '#shared/forms/describe';
import type { Answers } from '#shared/forms/fields';
import { asked } from '#shared/forms/fields';
import { fieldsOf, firstOpen, type Question, questionsOf, type Section } from '#shared/forms/journey';
import type { Host } from '#shared/host';
import { html } from '#shared/html/html';
import { link } from '#shared/html/link';
import { answers as answerList, back, type Fact, go, next, row } from '#shared/html/show';
import { describe, IdNumber } from '#shared/people/idNumber';
import { type Lang, say } from '#shared/text';
import { formatDate } from '#shared/time/civil';
import { attached } from './stored.ts';
import { type Visit, visitOf } from './visit.ts';
import { before, navOf, optionsOf, questionLink } from './walk.ts';

/** What follows from an identity number, said so that a mistyped one is noticed. */
const derived = (answers: Answers, lang: Lang): Fact[] => {
  const id = IdNumber.safeParse(answers['idNumber']);
  if (!id.success) return [];
  const { birthDate, sex } = describe(id.data);
  const sexes = { male: { zh: '男', en: 'male' }, female: { zh: '女', en: 'female' } };
  return [
    {
      term: lang === 'zh' ? '性别、出生日期（由号码得出）' : 'Sex, date of birth (from the number)',
      value: `${say(sexes[sex], lang)}${lang === 'zh' ? '，' : ', '}${formatDate(birthDate, lang)}`,
    },
  ];
};

const factsOf = async (host: Host, lang: Lang, section: Section, answers: Answers, own: Answers) => {
  const how = { lang, masked: false, options: await optionsOf(host, fieldsOf([section])) };
  const questions = questionsOf([section], answers);
  return questions.flatMap(({ question }) => [
    ...asked(question.fields, answers).map((field) => ({
      term: say(field.label, lang),
      value: describeAnswer(field, field.kind === 'file' ? own[field.name] : answers[field.name], how),
      change: link(host.site, questionLink(question.slug, true)),
    })),
    ...(isName(question) ? derived(answers, lang) : []),
  ]);
};
const isName = ({ fields }: Question) => fields.some(({ name }) => name === 'idNumber');

const sectionsOf = ({ pipeline: { application }, correction }: Visit) =>
  correction ? application.journey.filter(({ id }) => correction.sections.includes(id)) : application.journey;

/** GET /apply/check: everything once more, each answer with the way to change it. */
export const checkPage: Page = async (request, host) => {
  const { lang } = request;
  const visit = await visitOf(request, host);
  if (!visit) return redirect(host.site, '/return?why=session');
  if (visit.draft.submitted !== undefined && !visit.correction) return redirect(host.site, '/status');
  const { answers, correction } = visit;
  const { journey } = visit.pipeline.application;
  const files = await attached(host, visit);
  const open = firstOpen(journey, answers);
  const sections = await Promise.all(
    sectionsOf(visit).map(async (section) => ({ section, list: await factsOf(host, lang, section, answers, files) })),
  );
  const title = correction
    ? { zh: '补正后重新提交', en: 'Correct and send again' }
    : { zh: '提交前请检查', en: 'Check your answers' };
  const send = correction ? { zh: '重新提交', en: 'Send again' } : { zh: '确认并提交申请', en: 'Confirm and send' };
  return show(request, host, {
    title: say(title, lang),
    audience: 'applicant',
    nav: navOf(host, lang, visit),
    body: html`${back(link(host.site, correction ? '/status' : before(undefined, visit, false)), lang === 'zh' ? '返回' : 'Back')}
      <h1>${say(title, lang)}</h1>
      ${
        correction &&
        next(html`<span class="pre">${correction.opinion}</span>`, lang === 'zh' ? '需要补正的内容' : 'What is needed')
      }${sections.map(
        ({ section, list }) =>
          html`<section class="card">
            <h2>${say(section.title, lang)}</h2>
            ${answerList(list, lang === 'zh' ? '修改' : 'Change')}
          </section>`,
      )}${
        open
          ? next(
              html`${lang === 'zh' ? '还有没填的内容：' : 'Something is still missing: '}<a
                  href="${link(host.site, questionLink(open.question.slug, true))}"
                  >${say(open.question.title, lang)}</a
                >`,
            )
          : html`<form method="post" action="${link(host.site, '/apply/submit')}">
              ${
                !correction &&
                html`<p>
                  ${
                    lang === 'zh'
                      ? '提交后不能自行修改；需要补正时，工会会退回相应部分。'
                      : 'Once sent it cannot be changed, unless the union returns a part of it to you.'
                  }
                </p>`
              }${row(go(say(send, lang)))}
            </form>`
      }`,
  });
};
