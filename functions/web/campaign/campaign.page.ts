import type { Page } from '#functions/page';
import { planOf } from '#functions/festivalCondolence/campaign';
import { forOfficers, inConsole } from '#functions/web/admin/console';
import { dayLists } from '#shared/coverage/lists';
import { proofOf } from '#shared/coverage/proof';
import { html } from '#shared/html/html';
import { back, card, facts, tag } from '#shared/html/show';
import { Fen, formatYuan } from '#shared/money';
import { reference } from '#shared/pipeline';
import { formatDate } from '#shared/time/civil';
import { festivalCondolence } from '#workflows/festivalCondolence/index';
import { listsCard, packetCard, peopleCard, rostersCard } from './campaignCards.ts';
import { campaignOf } from './campaignOf.ts';
import { stageWords } from './stageWords.ts';
import { swapForm } from './swap.page.ts';

/** GET /admin/campaigns/{case}: where a campaign stands: lists in, people served, what is left. */
export const showCampaign: Page = forOfficers(async (visit) => {
  const { t, to, host } = visit;
  const each = await campaignOf(visit);
  const id = reference(festivalCondolence, each.id);
  const links = html`<p>
    <a href="${to(`/admin/cases/${each.id}`)}">${t({ zh: '办理经过', en: 'What happened' })}</a>　<a
      href="${to(`/admin/campaigns/${each.id}/proof`)}"
      >${t({ zh: '覆盖核对', en: 'Proof of coverage' })}</a
    >　<a href="${to(`/admin/campaigns/${each.id}/sample`)}">${t({ zh: '回访抽查', en: 'Call-back' })}</a>
  </p>`;
  if (each.facts['plan'] === undefined)
    return inConsole(visit, {
      title: id,
      body: html`<h1>${id}　${each.title}</h1>
        ${links}`,
    });
  const plan = planOf(each);
  const proof = await proofOf(host.table, each.id);
  return inConsole(visit, {
    title: id,
    body: html`${back(to('/admin/campaigns'), t({ zh: '慰问活动', en: 'Campaigns' }))}
      <h1>${id}　<span class="quiet">${each.title}</span></h1>
      ${links}
      <div class="two">
        <div>
          ${await rostersCard(visit, each)} ${await listsCard(visit, each)}
          ${await swapForm(visit, each, await dayLists(host.table, each.id))}
        </div>
        <div class="first">
          ${card(
            t({ zh: '概况', en: 'At a glance' }),
            facts([
              { term: t({ zh: '环节', en: 'Stage' }), value: stageWords(visit, each) },
              { term: t({ zh: '日期', en: 'Day' }), value: formatDate(plan.day, visit.lang) },
              { term: t({ zh: '预算（元）', en: 'Budget (yuan)' }), value: formatYuan(plan.budgetFen) },
              {
                term: t({ zh: '支出（元）', en: 'Spent (yuan)' }),
                value: each.paidFen === undefined ? undefined : formatYuan(Fen.parse(each.paidFen)),
              },
              {
                term: t({ zh: '覆盖', en: 'Coverage' }),
                value:
                  proof &&
                  (proof.unresolved === 0
                    ? tag(t({ zh: '无遗漏', en: 'Nobody left out' }), 'ok')
                    : tag(t({ zh: `${proof.unresolved} 人未落实`, en: `${proof.unresolved} unresolved` }), 'bad')),
              },
            ]),
          )}
          ${await peopleCard(visit, each)} ${await packetCard(visit, each)}
        </div>
      </div>`,
  });
});
