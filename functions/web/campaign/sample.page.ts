import type { Page } from '#functions/page';
import { forOfficers, inConsole, type Visit } from '#functions/web/admin/console';
import { actorIn, needRole } from '#functions/web/admin/officer';
import { redirect } from '#functions/web/respond';
import type { Case } from '#shared/cases/case';
import { changeCase } from '#shared/cases/change';
import { dataKeyOf } from '#shared/cases/forms';
import { proofOf } from '#shared/coverage/proof';
import { peopleOf, type Recipient } from '#shared/coverage/recipients';
import { everyRecipient } from '#shared/coverage/walk';
import { BadInput } from '#shared/faults';
import { html } from '#shared/html/html';
import { hidden } from '#shared/html/inputs';
import { back, next, plain, row, table, tag } from '#shared/html/show';
import { maskName } from '#shared/people/mask';
import { reference } from '#shared/pipeline';
import { rowsOf, unsealed } from '#shared/rosters/rows';
import { draw, estimate, type Precision, sampleSize } from '#shared/sampling/sample';
import { all } from '#shared/table/table';
import type { Text } from '#shared/text';
import { festivalCondolence } from '#workflows/festivalCondolence/index';
import { campaignOf } from './campaignOf.ts';

/** 95 % and 5 points: what auditors ask for. */
const PRECISION: Precision = { confidence: 95, margin: 5 };
const CALLERS = ['auditCommittee', 'caseOfficer', 'finance'] as const;
const SHOWN = 400;

const ANSWERS: Readonly<Record<string, Text>> = {
  yes: { zh: '收到了', en: 'Received it' },
  no: { zh: '没有收到', en: 'Did not' },
  unreached: { zh: '联系不上', en: 'Not reached' },
};

const calledPk = (id: string): string => `CALLED#${id}`;

/** Whom to call back: drawn from those served by the hash of the proof, which nobody chose. */
const sampleOf = async ({ host }: Visit, each: Case) => {
  const served = new Map<string, Recipient>();
  for await (const recipient of everyRecipient(host.table, peopleOf(each)))
    if (recipient.status === 'delivered') served.set(recipient.person, recipient);
  const seed = (await proofOf(host.table, each.id))?.hash;
  const size = seed === undefined ? 0 : sampleSize(served.size, PRECISION);
  const drawn = draw([...served.keys()], size, seed ?? '').flatMap((person) => served.get(person) ?? []);
  return { population: served.size, drawn, seed };
};

/** GET /admin/campaigns/{case}/sample: the sample, what was answered, and what that says of everybody. */
export const showSample: Page = forOfficers(async (visit) => {
  const { host, officer, t, to } = visit;
  needRole(officer, ...CALLERS);
  const each = await campaignOf(visit);
  const { population, drawn, seed } = await sampleOf(visit, each);
  const called = new Map(
    (await all(host.table, { pk: calledPk(each.id) })).map((item) => [item.sk, String(item['answer'])]),
  );
  const said = (answer: string) => [...called.values()].filter((one) => one === answer).length;
  const asked = said('yes') + said('no');
  const { percent, margin } = estimate(said('yes'), asked, population, PRECISION.confidence);
  const key = await dataKeyOf(host, each);
  const rows = await Promise.all(
    drawn.slice(0, SHOWN).map(async ({ person, unit, row: nth, group, import: id }) => {
      const place = { scope: each.id, unit };
      const [found] = await rowsOf(host.table, place, id, { from: nth, limit: 1 });
      const name = found ? maskName(String(unsealed(key, place, id, found)['name'] ?? '')) : '';
      const answer = ANSWERS[called.get(person) ?? ''];
      const form = html`<form method="post" action="${to(`/admin/campaigns/${each.id}/sample`)}">
        ${hidden('person', person)}
        ${row(Object.entries(ANSWERS).map(([value, words]) => plain(t(words), { name: 'answer', value })))}
      </form>`;
      return [name, group ?? '', answer ? tag(t(answer), answer === ANSWERS['yes'] ? 'ok' : 'bad') : form];
    }),
  );
  const title = t({ zh: '回访抽查', en: 'Call-back' });
  return inConsole(visit, {
    title,
    body: html`${back(to(`/admin/campaigns/${each.id}`), reference(festivalCondolence, each.id))}
      <h1>${title}　<span class="quiet">${each.title}</span></h1>
      ${
        asked > 0 &&
        next(
          t({
            zh: `已答复 ${asked} 人，其中 ${percent.toFixed(1)}% 收到，误差 ±${margin.toFixed(1)} 个百分点（置信度 ${PRECISION.confidence}%）。`,
            en: `${asked} answered; ${percent.toFixed(1)} % received it, ±${margin.toFixed(1)} points at ${PRECISION.confidence} %.`,
          }),
        )
      }
      ${table(
        t({
          zh: `从 ${population} 人中抽取 ${drawn.length} 人；抽取由核对凭据决定，任何人重算都一样`,
          en: `${drawn.length} of ${population}; the draw follows from the proof’s hash, whoever repeats it`,
        }),
        [
          { name: t({ zh: '姓名', en: 'Name' }) },
          { name: t({ zh: '企业或家庭', en: 'Enterprise or family' }) },
          { name: t({ zh: '答复', en: 'Answer' }) },
        ],
        rows,
        seed === undefined
          ? t({ zh: '覆盖核对之后才能抽取', en: 'It is drawn once the coverage has been proved' })
          : t({ zh: '没有人可抽取', en: 'Nobody to draw' }),
      )}`,
  });
});

/** POST: what somebody answered. Only whoever was drawn is recorded. */
export const recordAnswer: Page = forOfficers(async (visit) => {
  const { host, officer, request } = visit;
  const position = needRole(officer, ...CALLERS);
  const each = await campaignOf(visit);
  const person = request.form.get('person') ?? '';
  const answer = request.form.get('answer') ?? '';
  const { drawn } = await sampleOf(visit, each);
  if (!(answer in ANSWERS) || !drawn.some((one) => one.person === person)) throw new BadInput('Not of this sample');
  const by = actorIn(officer, position);
  await changeCase(host, each.id, () => ({
    event: { type: 'calledBack', by, data: { person, answer } },
    also: [{ put: { pk: calledPk(each.id), sk: person, answer, at: host.clock.now(), by: by.person } }],
  }));
  return redirect(host.site, `/admin/campaigns/${each.id}/sample`);
});
