import type { PageRequest } from '#functions/web/request';
import { scanTag } from '#functions/web/uploadTags';
import type { Host } from '#shared/host';
import { type Content, type Html, html } from '#shared/html/html';
import { link } from '#shared/html/link';
import { card, type Fact, facts } from '#shared/html/show';
import { formatYuan, SignedFen } from '#shared/money';
import { type Lang, say, type Text } from '#shared/text';
import type { TaskAccess } from './access.ts';
import { factsOf, type Filled } from './application.ts';
import type { Scanned } from './attachments.ts';
import type { Step } from './timeline.ts';

const YUAN: Text = { zh: '元', en: 'yuan' };

const amount = (fen: number | undefined, lang: Lang, big = false): Content =>
  fen !== undefined &&
  html`<span class="${big ? 'amount' : 'tnum'}">${formatYuan(SignedFen.parse(fen))}</span> ${say(YUAN, lang)}`;

/** The amount that was proposed last. */
const proposed = (history: readonly Step[]): number | undefined => {
  const fen = history.findLast(({ values }) => values['proposedFen'] !== undefined)?.values['proposedFen'];
  return typeof fen === 'number' ? fen : undefined;
};

/** What is asked for, at a glance: whose it is, why, how much, with which papers. */
export const requestCard = (
  { lang }: PageRequest,
  { site }: Host,
  access: TaskAccess,
  filled: Filled | undefined,
  { attachments, history }: { readonly attachments: readonly Scanned[]; readonly history: readonly Step[] },
): Html => {
  const { each, base, pipeline } = access;
  const words = (text: Text) => say(text, lang);
  const decisive = pipeline.application?.decisive ?? [];
  const { glance = ['employer', 'workStatus'], standing } = pipeline.application ?? {};
  const applied = pipeline.application?.applicants !== undefined;
  const fields =
    pipeline.application?.journey.flatMap(({ questions }) => questions.flatMap((question) => question.fields)) ?? [];
  const named = (...names: string[]): Fact[] =>
    filled
      ? factsOf(
          fields.filter(({ name }) => names.includes(name)),
          filled,
          decisive,
          lang,
        )
      : [];
  const papers = attachments.map(
    ({ path, label, scan }, i) =>
      html`${i > 0 && html`<br />`}<a href="${link(site, `${base}${path}`)}">${words(label)}</a>
        ${scanTag(scan, lang)}`,
  );
  return card(
    words(applied ? { zh: '申请', en: 'Application' } : pipeline.label),
    facts([
      { term: words(pipeline.concerns ?? { zh: '申请人', en: 'Applicant' }), value: each.title },
      ...named(...glance),
      ...named(...decisive.filter((name) => name !== 'appliedFen')),
      {
        term: words(applied ? { zh: '申请金额', en: 'Applied for' } : { zh: '计划金额', en: 'Planned' }),
        value: amount(each.appliedFen, lang, true),
      },
      {
        term: words({ zh: '拟帮扶金额', en: 'Proposed' }),
        value: each.approvedFen === undefined && amount(proposed(history), lang, true),
      },
      { term: words({ zh: '审定金额', en: 'Approved' }), value: amount(each.approvedFen, lang, true) },
      { term: words({ zh: '到账金额', en: 'Received' }), value: amount(each.receivedFen, lang) },
      ...(standing?.(each.facts, lang) ?? []).map(([term, value]) => ({ term, value })),
      { term: words({ zh: '材料', en: 'Documents' }), value: papers.length > 0 && papers },
    ]),
  );
};

/** Everything that was filled in, section by section, behind one line; open once it is revealed. */
export const wholeCard = (
  { lang, form }: PageRequest,
  { pipeline }: TaskAccess,
  filled: Filled,
  revealing: Content,
): Content =>
  pipeline.application &&
  html`<details id="whole" ${(filled.revealed || form.has('why')) && html` open`}>
    <summary>
      ${say(pipeline.application.applicants ? { zh: '查看完整申请', en: 'The whole application' } : { zh: '查看完整方案', en: 'The whole plan' }, lang)}
    </summary>
    <div>
      ${revealing}${pipeline.application.journey.map(({ title, questions }) => {
        const fields = questions.flatMap((question) => question.fields);
        const list = factsOf(fields, filled, pipeline.application?.decisive ?? [], lang);
        return (
          list.length > 0 &&
          html`<h3>${say(title, lang)}</h3>
            ${facts(list)}`
        );
      })}
    </div>
  </details>`;

/** How the result came about, line by line. */
export const workingsCard = ({ lang }: PageRequest, { pipeline }: TaskAccess, filled: Filled | undefined): Content => {
  const workings = pipeline.application?.workings;
  if (!workings || !filled?.calculation) return undefined;
  const lines = workings(filled.calculation, lang);
  return card(
    say(
      pipeline.application?.applicants
        ? { zh: '认定是怎样算出的', en: 'How the category came about' }
        : { zh: '汇总情况', en: 'What it came to' },
      lang,
    ),
    facts(lines.map(([term, value]) => ({ term, value }))),
  );
};
