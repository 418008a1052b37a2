import type { Page } from '#functions/page';
import { actorOf } from '#functions/web/approver/access';
import { receipt } from '#functions/web/approver/receipt';
import { toVisit } from '#shared/coverage/lists';
import { peopleOf } from '#shared/coverage/recipients';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { checkboxes, hidden } from '#shared/html/inputs';
import { card, go, plain, row } from '#shared/html/show';
import { organisation } from '#shared/people/organisation';
import { roleName } from '#shared/people/roles';
import { sealedIn } from '#shared/pipeline';
import { decideTask } from '#shared/tasks/decide';
import { forTask, inTask, type PartVisit } from './part.ts';

const MOST_TEAMS = 90;
const MANY_UNIONS = 20;

/** GET …/teams: who may lead, and how many people there are to visit. */
export const showTeams: Page = forTask('visitPlan', (visit) => teamsForm(visit, []));

const teamsForm = async (visit: PartVisit, errors: readonly FieldError[]) => {
  const { host, request, access, t, at, lang } = visit;
  const people = organisation(host.table);
  const [all, positions, units] = await Promise.all([people.people(), people.positions(), people.units()]);
  const { rows } = await toVisit(host.table, peopleOf(access.each));
  const count = [...rows.values()].reduce((sum, some) => sum + some.length, 0);
  const options = all.map(({ id, name }) => {
    const place = positions.find(({ holders }) => holders.includes(id));
    const unit = units.find((each) => each.id === place?.unit)?.name ?? '';
    return { value: id, label: name, hint: place && `${unit} ${t(roleName(place.role))}` };
  });
  // Before a list of leaders that is long, where the unions are many; after it, where a few teams are the usual way.
  const many = rows.size > MANY_UNIONS;
  const byUnion = card(
    t({ zh: '由各工会发放', en: 'By the unions themselves' }),
    html`<p>
        ${t({ zh: '每个工会向自己名单上的人发放并登记签领，由工会主席负责。', en: 'Each union hands out to the people on its own roster; its chair records the receipts.' })}
      </p>
      <form method="post" action="${at('/teams')}">
        ${hidden('action', 'byUnion')}${row(plain(t({ zh: '通知各工会', en: 'Tell the unions' })))}
      </form>`,
  );
  return inTask(visit, {
    wrong: errors.length > 0,
    body: html`${errorSummary(errors, lang)}
      <p>
        ${t({
          zh: `${rows.size} 个工会共 ${count} 人要走访。选几位组长就分几组，人数最多相差 1 人；同一单位尽量在一组。`,
          en: `${count} people of ${rows.size} unions. One team for each leader; loads differ by one at most, and unions stay together.`,
        })}
      </p>
      ${many && byUnion}
      <form method="post" action="${at('/teams')}" novalidate>
        ${checkboxes(
          { name: 'leaders', label: t({ zh: '走访小组组长', en: 'Team leaders' }), error: errors[0]?.message },
          options,
          request.form.getAll('leaders'),
        )}
        ${row(go(t({ zh: '按此分组，通知组长', en: 'Share out and tell them' })))}
      </form>
      ${!many && byUnion}
      ${card(
        t({ zh: '取消慰问', en: 'Cancel the campaign' }),
        html`<form method="post" action="${at('/teams')}">
          ${hidden('action', 'cancel')}${row(plain(t({ zh: '取消慰问', en: 'Cancel the campaign' })))}
        </form>`,
      )}`,
  });
};

/** POST …/teams */
export const formTeams: Page = forTask('visitPlan', async (visit) => {
  const { host, request, access, t } = visit;
  const action = request.form.get('action');
  const [cancel, byUnion] = [action === 'cancel', action === 'byUnion'];
  const known = new Set<string>((await organisation(host.table).people()).map(({ id }) => id));
  const leaders = [...new Set(request.form.getAll('leaders'))].filter((id) => known.has(id));
  if (!cancel && !byUnion && (leaders.length === 0 || leaders.length > MOST_TEAMS))
    return teamsForm(visit, [
      {
        field: 'leaders',
        message: t({ zh: `请选择 1 至 ${MOST_TEAMS} 位组长`, en: `Choose 1 to ${MOST_TEAMS} leaders` }),
      },
    ]);
  await decideTask(host, {
    caseId: access.each.id,
    task: access.task.id,
    definition: access.definition,
    by: actorOf(access),
    outcome: cancel ? 'cancel' : 'shared',
    values: cancel ? {} : byUnion ? { byUnion } : { leaders },
    sensitive: sealedIn(access.pipeline),
  });
  return receipt(request, host, access);
});
