import type { Page } from '#functions/page';
import type { PageRequest } from '#functions/web/request';
import { redirect, show } from '#functions/web/respond';
import { BadInput } from '#shared/faults';
import type { Answers, Field } from '#shared/forms/fields';
import { parseFields } from '#shared/forms/parse';
import type { FieldError } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { decideTask } from '#shared/tasks/decide';
import type { Outcome } from '#shared/tasks/definition';
import { say } from '#shared/text';
import { civilDate } from '#shared/time/civil';
import type { Host } from '#shared/host';
import { sealedIn } from '#shared/pipeline';
import { accessOf, actorOf, notApartFrom, type TaskAccess } from './access.ts';
import { signInFirst } from './answering.ts';
import { notApart } from './apart.ts';
import { notClosed } from './closedItems.ts';
import { deadEnd } from './dead.page.ts';
import { fieldsFor, hasApplicant, offered } from './decisionForm.ts';
import { receipt } from './receipt.ts';
import { taskPage } from './task.page.ts';
import { fileFieldsFor, removeUpload, uploaded } from './uploads.ts';

const LONGEST_OPINION = 1_000;

/** POST /t/{token} and /tasks/{case}/{task}: decides, once. Whoever posts the same again gets the same receipt. */
export const decide: Page = async (request, host) => {
  const access = await accessOf(request, host);
  const dead = await deadEnd(request, host, access);
  if (dead || access.kind !== 'task') return dead ?? Promise.reject(new Error('Every other access is a dead end'));
  if (access.standing.kind === 'decidedByYou') return receipt(request, host, access);
  const { definition, each, task, pipeline } = access;
  if (notApartFrom(access) !== undefined) return aside(request, await notApart(request, host, access), host, 409);
  if (definition.signedIn && !access.session) return aside(request, signInFirst(request, host, access), host, 403);
  const { form } = request;
  const chosen = form.get('outcome') ?? '';
  const outcome = offered(definition).find(([name]) => name === chosen)?.[1];
  if (!outcome) {
    if (chosen !== '') throw new BadInput(`${task.name} has no answer of this name`);
    const message = say({ zh: '请选择您的意见', en: 'Choose your decision' }, request.lang);
    return taskPage(request, host, access, { typed: form, errors: [{ field: 'outcome', message }] });
  }
  const fields = fieldsFor(definition, outcome);
  const files = fileFieldsFor(definition, outcome);
  if (form.has('remove')) {
    await removeUpload(host, access, files, form.get('remove') ?? '');
    return redirect(host.site, `${access.base}?outcome=${chosen}`);
  }
  const more = fields.length + files.length > 0;
  if (more && !isFilled(form, fields)) return taskPage(request, host, access, { typed: form, errors: [], chosen });
  const papers = await uploaded(host, access, files);
  const read = await readAnswer(request, host, access, outcome, papers);
  if (read.errors.length > 0) {
    return taskPage(request, host, access, {
      typed: form,
      errors: read.errors,
      ...(more && { chosen }),
    });
  }
  await host.files.keep(Object.values(papers).flat());
  const answer = await decideTask(host, {
    caseId: each.id,
    seen: each,
    task: task.id,
    definition,
    by: actorOf(access),
    outcome: chosen,
    ...(read.opinion !== '' && { opinion: read.opinion }),
    values: read.values,
    sensitive: sealedIn(pipeline),
  });
  if (answer.kind === 'notApart') return aside(request, await notApart(request, host, access), host, 409);
  if (answer.kind === 'decided') return receipt(request, host, { ...access, task: answer.task });
  const after = await accessOf(request, host); // whoever was faster has decided; then this is their page
  const late = await deadEnd(request, host, after);
  return late ?? receipt(request, host, after.kind === 'task' ? after : access);
};

/** Whether this is the form with the fields, not the choice that comes before it. */
const isFilled = (form: URLSearchParams, fields: readonly Field[]): boolean =>
  form.has('filled') ||
  [...form.keys()].some((key) => fields.some(({ name }) => key === name || key.startsWith(`${name}-`)));

type Read = { readonly values: Answers; readonly opinion: string; readonly errors: readonly FieldError[] };

const readAnswer = async (
  { form, lang }: PageRequest,
  host: Host,
  access: TaskAccess,
  outcome: Outcome,
  files: Record<string, string[]>,
): Promise<Read> => {
  const { definition, each } = access;
  const asked = [...fieldsFor(definition, outcome), ...fileFieldsFor(definition, outcome)];
  const today = civilDate(host.clock.now());
  const parsed = parseFields(asked, form, lang, { today, files });
  const opinion = outcome.opinion === 'none' ? '' : (form.get('opinion')?.trim() ?? '');
  const values: Answers = parsed.ok ? parsed.values : {};
  const answered = { outcome: form.get('outcome') ?? '', values, case: each, today };
  const problems = parsed.ok
    ? [...(definition.check?.(answered) ?? []), ...(await notClosed(host, each, outcome, values))]
    : [];
  return {
    values,
    opinion,
    errors: [
      ...(parsed.ok ? [] : parsed.errors),
      ...problems.map(({ field, message }) => ({ field, message: say(message, lang) })),
      ...opinionErrors(access, outcome, opinion, lang),
    ],
  };
};

const opinionErrors = (
  access: TaskAccess,
  { opinion: need }: Outcome,
  opinion: string,
  lang: PageRequest['lang'],
): FieldError[] => {
  if (need === 'required' && opinion === '') {
    return [
      {
        field: 'opinion',
        message: say(
          hasApplicant(access)
            ? { zh: '请写明意见，申请人要看到理由', en: 'Write your opinion: the applicant must know the reason' }
            : { zh: '请写明意见', en: 'Write your opinion' },
          lang,
        ),
      },
    ];
  }
  const length = [...opinion].length;
  if (length <= LONGEST_OPINION) return [];
  const zh = `意见最多 ${LONGEST_OPINION} 个字，现在有 ${length} 个字`;
  return [
    {
      field: 'opinion',
      message: say({ zh, en: `The opinion can have ${LONGEST_OPINION} characters; it has ${length}` }, lang),
    },
  ];
};

const aside = (request: PageRequest, body: ReturnType<typeof html>, host: Host, status: number) =>
  show(request, host, {
    title: say({ zh: '还不能决定', en: 'Not decided yet' }, request.lang),
    audience: 'approver',
    status,
    body: html`<h1>${say({ zh: '还不能决定', en: 'Not decided yet' }, request.lang)}</h1>
      ${body}`,
  });
