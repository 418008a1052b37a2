import type { Page } from '#functions/page';
import { planOf } from '#functions/festivalCondolence/campaign';
import { forOfficers, inConsole, type Visit } from '#functions/web/admin/console';
import { actorIn, needRole } from '#functions/web/admin/officer';
import { redirect } from '#functions/web/respond';
import type { Case } from '#shared/cases/case';
import { changeCase } from '#shared/cases/change';
import { dataKeyOf } from '#shared/cases/forms';
import { excuse } from '#shared/coverage/excuse';
import { type Gap, gapOf, gapsOf } from '#shared/coverage/gaps';
import { type Proof, proofOf } from '#shared/coverage/proof';
import { peopleOf } from '#shared/coverage/recipients';
import { BadInput } from '#shared/faults';
import { unwrapped } from '#shared/keys/fields';
import { type Html, html } from '#shared/html/html';
import { hidden, textInput } from '#shared/html/inputs';
import { back, card, facts, next, plain, table } from '#shared/html/show';
import { reference } from '#shared/pipeline';
import { maskName } from '#shared/people/mask';
import { rowsOf, unsealed } from '#shared/rosters/rows';
import { register } from '#shared/rosters/registers';
import { formatInstant } from '#shared/time/civil';
import { festivalCondolence } from '#workflows/festivalCondolence/index';
import { campaignOf } from './campaignOf.ts';
import { proofFiles } from './proofFile.page.ts';
import { STATUS } from './visitsList.ts';

const LONGEST_REASON = 100;
/** Lists that are one table. */
const MOST_LISTS = 60;

/** GET /admin/campaigns/{case}/proof: who was served, who was not and why, who is left; and that it can be checked. */
export const showProof: Page = forOfficers(async (visit) => {
  const { host, t, to } = visit;
  const each = await campaignOf(visit);
  const proof = await proofOf(host.table, each.id);
  const title = t({ zh: '覆盖核对', en: 'Proof of coverage' });
  const gaps = proof ? await gapsOf(host.table, each.id, proof.of) : [];
  return inConsole(visit, {
    title,
    body: html`${back(to(`/admin/campaigns/${each.id}`), reference(festivalCondolence, each.id))}
      <h1>${title}　<span class="quiet">${each.title}</span></h1>
      ${proof ? await proofCards(visit, each, proof, gaps) : html`<p class="empty">${t({ zh: '走访对账之后，在这里核对', en: 'It is proved here after the visits have been reconciled' })}</p>`}`,
  });
});

const proofCards = async (visit: Visit, each: Case, proof: Proof, gaps: readonly Gap[]): Promise<Html> => {
  const { t, lang } = visit;
  const full = proof.unresolved === 0;
  return html`${next(
    full
      ? t({
          zh: `名单和名册上的人都已落实：慰问 ${proof.served} 人，有理由未慰问 ${proof.excluded} 人，没有遗漏。`,
          en: `Everybody is accounted for: ${proof.served} served, ${proof.excluded} not, with a reason.`,
        })
      : t({
          zh: `还有 ${proof.unresolved} 人没有落实，不能写“全覆盖、无遗漏”。`,
          en: `Unresolved: ${proof.unresolved}. Full coverage may not be claimed.`,
        }),
  )}
  ${table(
    t({ zh: `核对时间 ${formatInstant(proof.at, lang)}`, en: `Proved ${formatInstant(proof.at, lang)}` }),
    [
      { name: t({ zh: '来源', en: 'Source' }) },
      { name: t({ zh: '人数', en: 'People' }), num: true },
      { name: t({ zh: '已慰问', en: 'Served' }), num: true },
      { name: t({ zh: '有理由', en: 'With a reason' }), num: true },
      { name: t({ zh: '未落实', en: 'Unresolved' }), num: true },
    ],
    shownOf(proof).map(({ name, people, served, excluded, unresolved }) => [
      name,
      people,
      served,
      excluded,
      unresolved,
    ]),
    '',
  )}
  ${gaps.length > 0 && (await gapTable(visit, each, gaps))}
  ${card(
    t({ zh: '核对凭据', en: 'How to check it' }),
    html`${facts([{ term: 'SHA-256', value: html`<span class="tnum">${proof.hash}</span>` }])}
      <p class="small quiet">
        ${t({ zh: '每个人的结论都在文件里，按文件重新计算，应得到同一个值；这个值也记在事件记录中。', en: 'The file has every person’s line; worked out again from it the hash must be the same, and the log of events holds it too.' })}
      </p>
      ${await proofFiles(visit, each, proof)}`,
  )}`;
};

/** All lists; of very many, those on which somebody is left. */
const shownOf = ({ sources }: Proof): Proof['sources'] =>
  sources.length <= MOST_LISTS ? sources : sources.filter(({ unresolved }) => unresolved > 0).slice(0, MOST_LISTS);

/** The name behind a gap, masked: from the roster or register that names them. */
const nameOf = async ({ host }: Visit, each: Case, gap: Gap): Promise<string> => {
  const place = { scope: gap.scope, unit: gap.unit };
  const [row] = await rowsOf(host.table, place, gap.import, { from: gap.row, limit: 1 });
  const kept = await register(host.table, gap.scope);
  const key = kept ? await unwrapped(host, kept.wrappedKey, kept.id) : await dataKeyOf(host, each);
  return row ? maskName(String(unsealed(key, place, gap.import, row)['name'] ?? '')) : '';
};

const gapTable = async (visit: Visit, each: Case, gaps: readonly Gap[]): Promise<Html> => {
  const { t, to } = visit;
  const rows = await Promise.all(
    gaps.map(async (gap) => {
      const status = Object.entries(STATUS).find(([name]) => name === gap.status)?.[1];
      return [
        await nameOf(visit, each, gap),
        gap.source || gap.unit,
        gap.row,
        status ? t(status.words) : t({ zh: '不在慰问名单上', en: 'On no list' }),
        html`<form method="post" action="${to(`/admin/campaigns/${each.id}/proof`)}">
          ${hidden('person', gap.person)}
          ${textInput({ name: `reason-${gap.person}`, label: t({ zh: '不慰问的理由', en: 'Why not' }) })}
          ${plain(t({ zh: '写明理由', en: 'Give the reason' }))}
        </form>`,
      ];
    }),
  );
  return html`<h2>${t({ zh: '未落实的人员', en: 'Unresolved' })}</h2>
    ${table(
      '',
      [
        { name: t({ zh: '姓名', en: 'Name' }) },
        { name: t({ zh: '来源', en: 'Source' }) },
        { name: t({ zh: '行', en: 'Row' }), num: true },
        { name: t({ zh: '情况', en: 'Standing' }) },
        { name: t({ zh: '理由', en: 'Reason' }) },
      ],
      rows,
      '',
    )}`;
};

/** POST: a person is not served, for a reason. It counts when the coverage is proved again. */
export const giveReason: Page = forOfficers(async (visit) => {
  const { host, request, officer } = visit;
  const position = needRole(officer, 'caseOfficer');
  const each = await campaignOf(visit);
  const person = request.form.get('person') ?? '';
  const reason = (request.form.get(`reason-${person}`) ?? '').trim();
  if (reason.length < 2 || reason.length > LONGEST_REASON) throw new BadInput('A reason has 2 to 100 characters');
  const gap = await gapOf(host.table, each.id, (await proofOf(host.table, each.id))?.of, person);
  if (!gap) throw new BadInput('Nobody unresolved');
  const by = actorIn(officer, position);
  await excuse(host, peopleOf(each), gap, { reason, by, valueFen: planOf(each).standardFen });
  await changeCase(host, each.id, () => ({ event: { type: 'excused', by, data: { person } } }));
  return redirect(host.site, `/admin/campaigns/${each.id}/proof`);
});
