import { answerWithReason } from '#functions/selfInspection/rectifying';
import { succeed } from '#functions/selfInspection/succeed';
import { forOfficers, type Visit } from '#functions/web/admin/console';
import { actorIn, districtRole, needRole } from '#functions/web/admin/officer';
import { redirect } from '#functions/web/respond';
import type { Case } from '#shared/cases/case';
import { UnitId } from '#shared/ids';
import { type Content, html } from '#shared/html/html';
import { select, textArea } from '#shared/html/inputs';
import { plain } from '#shared/html/show';
import { organisation } from '#shared/people/organisation';
import { sealedIn } from '#shared/pipeline';
import { decideTask, openTaskOf } from '#shared/tasks/decide';
import { selfInspection } from '#workflows/selfInspection/index';
import { taskOf } from '#workflows/index';
import { partIn } from './part.ts';
import { pathOf, programmeIn } from './programme.ts';

/** What the case officer does about a unit or a programme beside the tasks: each with its reason, on record. */
export const steering = async (visit: Visit, programme: Case, each: Case): Promise<Content> => {
  const { host, t, to, officer } = visit;
  if (!districtRole(officer, 'caseOfficer') || each.closedAt !== undefined) return undefined;
  const task = await openTaskOf(host, each.id);
  const base = `${pathOf(programme)}/units/${visit.request.params['unit'] ?? ''}` as const;
  const unions = (await organisation(host.table).units()).filter(
    ({ kind, id }) => kind === 'union' && id !== each.union,
  );
  const reason = textArea({ name: 'reason', label: t({ zh: '事实和理由', en: 'Facts and reason' }) }, { rows: 3 });
  return html`${
      task?.name === 'rectification' &&
      html`<details>
        <summary>${t({ zh: '单位拒不整改？报请移交', en: 'The unit refuses? Propose a referral' })}</summary>
        <form method="post" action="${to(`${base}/refuse`)}" novalidate>
          ${reason}${plain(t({ zh: '报请移交', en: 'Propose a referral' }))}
        </form>
      </details>`
    }
    <details>
      <summary>${t({ zh: '单位已合并？由承继单位办理', en: 'The unit has merged? Its successor answers' })}</summary>
      <form method="post" action="${to(`${base}/succeed`)}" novalidate>
        ${select(
          { name: 'successor', label: t({ zh: '承继单位', en: 'Successor' }) },
          unions.map(({ id, name }) => ({ value: id, label: name })),
          undefined,
          t({ zh: '请选择', en: 'Choose' }),
        )}${reason}${plain(t({ zh: '转由承继单位办理', en: 'Pass on to the successor' }))}
      </form>
    </details>`;
};

export const refuse = forOfficers(async (visit) => {
  const { host, officer, request } = visit;
  const { programme, each } = await partIn(visit);
  const by = actorIn(officer, needRole(officer, 'caseOfficer'));
  const reason = request.form.get('reason')?.trim() ?? '';
  const task = await openTaskOf(host, each.id);
  if (reason !== '' && task?.name === 'rectification')
    await answerWithReason(host, { caseId: each.id, task: task.id, by }, 'refuse', reason);
  return redirect(host.site, `${pathOf(programme)}/units/${request.params['unit'] ?? ''}`);
});

export const merge = forOfficers(async (visit) => {
  const { host, officer, request } = visit;
  const { programme, each } = await partIn(visit);
  const by = actorIn(officer, needRole(officer, 'caseOfficer'));
  const reason = request.form.get('reason')?.trim() ?? '';
  const successor = UnitId.safeParse(request.form.get('successor'));
  if (reason !== '' && successor.success) await succeed(host, each.id, { successor: successor.data, by, reason });
  return redirect(host.site, `${pathOf(programme)}/units/${request.params['unit'] ?? ''}`);
});

/** The report need not wait for the last unit: those that are open go on by themselves and stay on the board. */
export const conclude = forOfficers(async (visit) => {
  const { host, officer } = visit;
  const { programme } = await programmeIn(visit);
  const by = actorIn(officer, needRole(officer, 'caseOfficer'));
  const pipeline = selfInspection.selfInspection;
  const task = await openTaskOf(host, programme.id);
  if (task?.name === 'watch') {
    const definition = taskOf(pipeline, 'watch');
    const deciding = { caseId: programme.id, task: task.id, definition, by, outcome: 'conclude' };
    await decideTask(host, { ...deciding, sensitive: sealedIn(pipeline) });
  }
  return redirect(host.site, pathOf(programme));
});

export const concluding = ({ t, to, officer }: Visit, programme: Case): Content =>
  programme.stage === 'watch' &&
  districtRole(officer, 'caseOfficer') &&
  html`<form method="post" action="${to(`${pathOf(programme)}/conclude`)}">
    <p class="quiet">
      ${t({ zh: '总结报告不必等最后一个单位：没有办结的继续办理，仍在看板上。', en: 'The report need not wait for the last unit: the open ones go on and stay here.' })}
    </p>
    ${plain(t({ zh: '现在形成总结报告', en: 'Draw up the report now' }))}
  </form>`;
