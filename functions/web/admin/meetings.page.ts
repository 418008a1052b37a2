import type { Page } from '#functions/page';
import type { CaseView } from '#shared/cases/boards';
import { readForm } from '#shared/cases/forms';
import { parseFields } from '#shared/forms/parse';
import { renderFields } from '#shared/forms/render';
import { type Content, html } from '#shared/html/html';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { back, go, row, table } from '#shared/html/show';
import { hasQuorum } from '#shared/meetings/quorum';
import { Fen, formatYuan } from '#shared/money';
import { civilDate } from '#shared/time/civil';
import { pipelines } from '#workflows/index';
import { forOfficers, inConsole, type Visit } from './console.ts';
import { cameOf, decideMany, ticking } from './decideMany.ts';
import { minutes } from './meeting/minutes.ts';
import { readResolutions } from './meeting/resolutions.ts';
import { resolutionCell } from './meeting/cells.ts';
import { actorIn, needRole } from './officer.ts';
import { waitingIn } from './waiting.ts';

const MEETING = 'meetingDecision';
const MOST = 60;

const waiting = async ({ host }: Visit, unit: CaseView['district']): Promise<CaseView[]> => {
  const names = Object.values(pipelines).filter(({ tasks }) => MEETING in tasks);
  return (await Promise.all(names.map(({ name }) => waitingIn(host.table, name, unit, MEETING, MOST)))).flat();
};

/** GET /admin/meetings: what waits for the next meeting, to be written down from one set of minutes. */
export const showMeeting: Page = forOfficers((visit) => meetingForm(visit, []));

/** What is proposed to the meeting, as the classification left it. */
const proposed = async ({ host }: Visit, each: CaseView): Promise<string> => {
  const proposal = await readForm(host, each, 'classification');
  const fen = Fen.safeParse(proposal?.values['proposedFen']);
  return fen.success ? formatYuan(fen.data) : '–';
};

const meetingForm = async (visit: Visit, errors: readonly FieldError[]) => {
  const { request, officer, t, to, lang } = visit;
  const { unit } = needRole(officer, 'caseOfficer');
  const cases = await waiting(visit, unit);
  const typed = request.form;
  const tick = ticking(typed);
  const title = t({ zh: '会议决定', en: 'Decisions of a meeting' });
  const rows = await Promise.all(
    cases.map(async (each): Promise<Content[]> => [
      tick(each),
      each.title,
      await proposed(visit, each),
      resolutionCell(visit, each.id, typed, errors),
    ]),
  );
  return inConsole(visit, {
    title,
    wrong: errors.length > 0,
    body: html`${errorSummary(errors, lang)}
      <h1>${title}</h1>
      <form method="post" action="${to('/admin/meetings')}" novalidate>
        ${cases.length > 0 && renderFields(minutes, { lang, typed, errors })}
        ${table(
          t({ zh: '这次会议研究的申请；没有研究的请去掉勾选', en: 'What this meeting decided; untick the others' }),
          [
            { name: t({ zh: '编号', en: 'Case' }) },
            { name: t({ zh: '姓名', en: 'Name' }) },
            { name: t({ zh: '拟帮扶（元）', en: 'Proposed (yuan)' }), num: true },
            { name: t({ zh: '会议决定', en: 'Decision' }) },
          ],
          rows,
          t({ zh: '没有等待会议研究的申请', en: 'No case waits for a meeting' }),
        )}
        ${cases.length > 0 && row(go(t({ zh: '登记会议决定', en: 'Record' })))}
      </form>`,
  });
};

/** POST /admin/meetings: one decision for each case, all citing the same minutes; or none, if anything is wrong. */
export const recordMeeting: Page = forOfficers(async (visit) => {
  const { request, host, officer, lang, t, to } = visit;
  const position = needRole(officer, 'caseOfficer');
  const parsed = parseFields(minutes, request.form, lang, { today: civilDate(host.clock.now()) });
  const resolutions = readResolutions(request.form, t);
  const errors = [...(parsed.ok ? [] : parsed.errors), ...resolutions.errors];
  if (parsed.ok && !hasQuorum(parsed.values)) {
    errors.unshift({
      field: 'present',
      message: t({
        zh: '实到人数不足应到人数的三分之二（或多于应到），会议决定无效，不能登记',
        en: 'Fewer than two thirds were present (or more than all): the meeting could not decide',
      }),
    });
  }
  if (!parsed.ok || errors.length > 0) return meetingForm(visit, errors);
  const { minutesNo, metAt, due, present, absentees } = parsed.values;
  const common = { minutesNo, metAt, due, present, ...(absentees && { absentees }) };
  const came = await decideMany(host, {
    by: actorIn(officer, position),
    district: position.unit,
    taskName: MEETING,
    items: resolutions.items.map(({ approvedFen, ...item }) => ({
      ...item,
      values: { ...common, ...(approvedFen !== undefined && { approvedFen }) },
    })),
  });
  const title = t({ zh: `会议纪要 ${minutesNo}`, en: `Minutes ${minutesNo}` });
  return inConsole(visit, {
    title,
    body: html`${back(to('/admin/meetings'), t({ zh: '会议决定', en: 'Meetings' }))}
      <h1>${title}</h1>
      ${cameOf(visit, came)}`,
  });
});
