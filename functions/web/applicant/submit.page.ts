import type { Page } from '#functions/page';
import { redirect } from '#functions/web/respond';
import { findable } from '#shared/cases/find';
import { openCase, placesOf } from '#shared/cases/open';
import { drafts } from '#shared/forms/draft';
import type { Answers } from '#shared/forms/fields';
import { firstOpen, pruned } from '#shared/forms/journey';
import { showReturnCode } from '#shared/forms/returnCode';
import { Stale } from '#shared/faults';
import type { Host } from '#shared/host';
import { type CaseId, UnitId } from '#shared/ids';
import { maskName } from '#shared/people/mask';
import { sealedIn } from '#shared/pipeline';
import { ConditionFailed } from '#shared/table/table';
import { decideTask } from '#shared/tasks/decide';
import type { Lang } from '#shared/text';
import { taskOf } from '#workflows/index';
import type { Correction } from './correction.ts';
import { attached } from './stored.ts';
import { type Visit, visitOf } from './visit.ts';
import { questionLink } from './walk.ts';

const textOf = (answer: Answers[string]): string | undefined => (typeof answer === 'string' ? answer : undefined);
const numberOf = (answer: Answers[string]): number | undefined => (typeof answer === 'number' ? answer : undefined);

/** The case and the end of the draft are one transaction, so of twenty parallel posts one makes the case. */
const apply = async (host: Host, visit: Visit, values: Answers, lang: Lang): Promise<void> => {
  const { pipeline, draft, key } = visit;
  const email = textOf(values['email']);
  const appliedFen = numberOf(values['appliedFen']);
  const sent = await drafts(host).sending(key, draft);
  await openCase(host, {
    pipeline,
    title: maskName(textOf(values['name']) ?? ''),
    union: UnitId.parse(values['union']),
    lang,
    ...(email !== undefined && { email, told: { returnCode: showReturnCode(draft.code) } }),
    ...(appliedFen !== undefined && { appliedFen }),
    values,
    also: (id) => [sent(id)],
  });
};

/** What was mended is the next version of the application; the state machine hears that it may go on. */
const correct = async (
  host: Host,
  visit: Visit,
  id: CaseId,
  correction: Correction,
  values: Answers,
): Promise<void> => {
  const sent = await drafts(host).sending(visit.key, visit.draft);
  const appliedFen = numberOf(values['appliedFen']);
  const set = {
    title: maskName(textOf(values['name']) ?? ''),
    ...(await placesOf(host, UnitId.parse(values['union']))),
    ...(appliedFen !== undefined && { appliedFen }),
  };
  await decideTask(host, {
    caseId: id,
    task: correction.task.id,
    definition: taskOf(visit.pipeline, 'correction'),
    by: { kind: 'applicant' },
    outcome: 'resubmit',
    form: { name: 'application', version: correction.version + 1 },
    values,
    sensitive: sealedIn(visit.pipeline),
    change: () => ({ set }),
    also: [...(await findable(host, id, values['idNumber'])), sent(id)],
  });
};

/** POST /apply/submit */
export const submit: Page = async (request, host) => {
  const visit = await visitOf(request, host);
  if (!visit) return redirect(host.site, '/return?why=session');
  const { draft, correction } = visit;
  if (draft.submitted !== undefined && !correction) return redirect(host.site, '/apply/done');
  const files = await attached(host, visit);
  const answers = { ...visit.answers, ...files };
  const { journey } = visit.pipeline.application;
  const open = firstOpen(journey, answers);
  if (open) return redirect(host.site, questionLink(open.question.slug, true));
  const values = pruned(journey, answers);
  await host.files.keep(Object.values(files).flat());
  try {
    if (draft.submitted !== undefined && correction) {
      await correct(host, visit, draft.submitted, correction, values);
      return redirect(host.site, '/status?done=resubmit');
    }
    await apply(host, visit, values, request.lang);
  } catch (error) {
    const raced = error instanceof ConditionFailed || error instanceof Stale;
    const now = raced ? await drafts(host).get(visit.key) : undefined;
    if (now?.submitted === undefined) throw error;
  }
  return redirect(host.site, '/apply/done');
};
