import type { Page } from '#functions/page';
import { forOfficers, inConsole } from '#functions/web/admin/console';
import { unitOf } from '#functions/web/admin/officer';
import { boardPk, CaseView } from '#shared/cases/boards';
import { html } from '#shared/html/html';
import { table } from '#shared/html/show';
import { Fen, formatYuan } from '#shared/money';
import { reference } from '#shared/pipeline';
import { festivalCondolence } from '#workflows/festivalCondolence/index';
import { stageWords } from './stageWords.ts';

const SHOWN = 100;

/** GET /admin/campaigns: the campaigns that are under way, and where to begin another. */
export const showCampaigns: Page = forOfficers(async (visit) => {
  const { host, officer, t, to } = visit;
  const unit = unitOf(officer, undefined);
  const index = unit.kind;
  const page = await host.table.query({ index, pk: boardPk(festivalCondolence.name, unit.id), limit: SHOWN });
  const title = t({ zh: '慰问活动', en: 'Campaigns' });
  return inConsole(visit, {
    title,
    body: html`<h1>${title}</h1>
      <p class="row">
        <a class="go" href="${to('/admin/campaigns/new')}">${t({ zh: '新建慰问方案', en: 'Plan a campaign' })}</a>
        <a href="${to('/admin/registers')}">${t({ zh: '名册', en: 'Registers' })}</a>
      </p>
      ${table(
        t({ zh: '进行中', en: 'Under way' }),
        [
          { name: t({ zh: '编号', en: 'Number' }) },
          { name: t({ zh: '活动', en: 'Campaign' }) },
          { name: t({ zh: '环节', en: 'Stage' }) },
          { name: t({ zh: '人数', en: 'People' }), num: true },
          { name: t({ zh: '预算（元）', en: 'Budget (yuan)' }), num: true },
        ],
        page.items
          .map((item) => CaseView.parse(item))
          .map((each) => [
            html`<a href="${to(`/admin/campaigns/${each.id}`)}">${reference(festivalCondolence, each.id)}</a>`,
            each.title,
            stageWords(visit, each),
            String(each.facts['people'] ?? '–'),
            formatYuan(Fen.parse(each.appliedFen ?? 0)),
          ]),
        t({ zh: '现在没有进行中的慰问活动', en: 'No campaign is under way' }),
      )}`,
  });
});
