import type { SignedReport } from '#functions/selfInspection/signed';
import type { PageResponse } from '#functions/web/respond';
import { renderFields } from '#shared/forms/render';
import { receipt } from '#functions/web/approver/receipt';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { type Content, html } from '#shared/html/html';
import { card, go, row } from '#shared/html/show';
import { add } from '#shared/money';
import { sealedIn } from '#shared/pipeline';
import { decideTask } from '#shared/tasks/decide';
import { forTask, framed, type Visit } from '../visit.ts';
import { papersOf } from './files.page.ts';
import { maySign, readSignature, signatureFields } from './signature.ts';
import { isComplete, type Standing, standingOf } from './standing.ts';
import { summary } from './summary.ts';

const page = async (
  visit: Visit,
  standing: Standing,
  typed: URLSearchParams,
  errors: readonly FieldError[] = [],
): Promise<PageResponse> => {
  const { request, t, to } = visit;
  const { lang } = request;
  const zero = standing.problems.length === 0;
  const title = zero ? t({ zh: '零报告', en: 'Zero report' }) : t({ zh: '核对并签字', en: 'Check and sign' });
  return framed(visit, {
    title,
    wrong: errors.length > 0,
    body: html`${errorSummary(errors, lang)}
      <h1>${title}</h1>
      ${summary(visit, standing)}
      ${
        standing.unmet.length > 0 &&
        card(
          t({ zh: '系统推算有问题，但没有选“有问题”的', en: 'Proposed by the rules, and not marked' }),
          html`<ul>
            ${standing.unmet.map(({ check, arithmetic }) => html`<li>${check}　${t(arithmetic)}</li>`)}
          </ul>`,
        )
      }
      ${await signing(visit, standing, typed, errors)}
      <p><a href="${to('')}">${t({ zh: '返回修改', en: 'Back, to change something' })}</a></p>`,
  });
};

const signing = async (
  visit: Visit,
  standing: Standing,
  typed: URLSearchParams,
  errors: readonly FieldError[],
): Promise<Content> => {
  const { request, t } = visit;
  if (!isComplete(standing))
    return html`<p class="why">
      ${t({ zh: '还有没填完的部分，请返回补齐后再签字。', en: 'Something is missing: go back and complete it first.' })}
    </p>`;
  if (!(await maySign(visit)))
    return html`<p>
      ${t({ zh: '内容已经齐全。请工会主席打开自己邮件里的链接签字上报。', en: 'It is complete. The chair signs it, by the link of their own mail.' })}
    </p>`;
  return html`<form method="post" novalidate>
    ${renderFields(signatureFields(standing), { lang: request.lang, typed, errors })}${row(
      go(t({ zh: '签字上报', en: 'Sign and report' })),
    )}
  </form>`;
};

export const showSign = forTask(['selfInspection'], async (visit) =>
  page(visit, await standingOf(visit), new URLSearchParams()),
);

/** POST …/inspection/sign: the answer of the task is the report as it stands, with who signed it. */
export const sign = forTask(['selfInspection'], async (visit) => {
  const { request, host, access, by } = visit;
  const standing = await standingOf(visit);
  if (!isComplete(standing) || !(await maySign(visit))) return page(visit, standing, request.form);
  const signature = await readSignature(visit, standing);
  if ('errors' in signature) return page(visit, standing, request.form, signature.errors);
  const { draft, problems } = standing;
  const { members = 0, ampleEnterprise = false, budgetFen = add(), spending = [], checks } = draft;
  const report: SignedReport = {
    members,
    ampleEnterprise,
    budgetFen,
    spending,
    checks,
    problems: problems.flatMap(({ id }) => draft.problems[id] ?? []),
    ...signature,
    signedBy: access.person,
  };
  await host.files.keep(await papersOf(visit));
  await decideTask(host, {
    caseId: access.each.id,
    task: access.task.id,
    definition: access.definition,
    by,
    outcome: report.problems.length === 0 ? 'zero' : 'problems',
    values: report,
    sensitive: sealedIn(access.pipeline),
  });
  return receipt(request, host, access);
});
