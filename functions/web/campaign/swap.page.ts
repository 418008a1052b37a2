import type { Page } from '#functions/page';
import { forOfficers, type Visit } from '#functions/web/admin/console';
import { actorIn, needRole } from '#functions/web/admin/officer';
import { redirect } from '#functions/web/respond';
import type { Case } from '#shared/cases/case';
import { changeCase } from '#shared/cases/change';
import { type DayList, dayLists, passOn } from '#shared/coverage/lists';
import { peopleOf } from '#shared/coverage/recipients';
import { BadInput } from '#shared/faults';
import { type Content, html } from '#shared/html/html';
import { select } from '#shared/html/inputs';
import { plain, row } from '#shared/html/show';
import { organisation } from '#shared/people/organisation';
import { campaignOf } from './campaignOf.ts';

const STRETCH = /^((?:team|union)-[\w-]+)\.(\d+)$/;
/** More lists than a choice has room for: unions that hand out to their own people do not swap them. */
const MOST_LISTS = 90;

/** Stretches of lists, and to whom they can be passed on: while the teams are on their way. */
export const swapForm = async (visit: Visit, each: Case, lists: readonly DayList[]): Promise<Content> => {
  const { host, t, to } = visit;
  if (each.stage !== 'visits' || lists.length < 2 || lists.length > MOST_LISTS) return undefined;
  const [people, units] = await Promise.all([organisation(host.table).people(), organisation(host.table).units()]);
  const leader = (list: DayList) => people.find(({ id }) => id === list.leader)?.name ?? list.leader;
  const stretches = lists.flatMap((list) =>
    list.segments.map(({ unit, from, to: last }, i) => ({
      value: `${list.subject}.${i}`,
      label: `${leader(list)}：${units.find(({ id }) => id === unit)?.name ?? unit} ${from}–${last}`,
    })),
  );
  const choose = t({ zh: '请选择', en: 'Choose' });
  return html`<form method="post" action="${to(`/admin/campaigns/${each.id}/swap`)}">
    ${select({ name: 'stretch', label: t({ zh: '把这一段名单', en: 'This stretch' }) }, stretches, undefined, choose)}
    ${select(
      { name: 'team', label: t({ zh: '交给', en: 'goes to' }) },
      lists.map((list) => ({ value: list.subject, label: leader(list) })),
      undefined,
      choose,
    )}
    ${row(plain(t({ zh: '调换', en: 'Pass on' })))}
  </form>`;
};

/** POST /admin/campaigns/{case}/swap: passes a stretch of one team's list on to another. */
export const swap: Page = forOfficers(async (visit) => {
  const { host, officer, request } = visit;
  const position = needRole(officer, 'caseOfficer');
  const each = await campaignOf(visit);
  const [, subject, nth = ''] = STRETCH.exec(request.form.get('stretch') ?? '') ?? [];
  const lists = await dayLists(host.table, each.id);
  const [from, to] = [subject, request.form.get('team')].map((name) => lists.find((list) => list.subject === name));
  if (!from || !to || each.stage !== 'visits') throw new BadInput('No such list');
  await passOn(host.table, peopleOf(each), from, to, Number(nth));
  const data = { from: from.subject, to: to.subject };
  await changeCase(host, each.id, () => ({ event: { type: 'listsSwapped', by: actorIn(officer, position), data } }));
  return redirect(host.site, `/admin/campaigns/${each.id}`);
});
