import { saveDraft } from '#functions/selfInspection/draft';
import { Problem } from '#functions/selfInspection/findings';
import { NoSuchPage } from '#functions/web/refusals';
import type { Answers } from '#shared/forms/fields';
import { typedFrom } from '#shared/forms/typed';
import { html } from '#shared/html/html';
import { add } from '#shared/money';
import { type Check, VIOLATIONS } from '#workflows/selfInspection/checklist';
import { ruleOf } from '#workflows/selfInspection/checklist/rules';
import { problemFields } from '#workflows/selfInspection/tasks/fields';
import { forTask, type Visit } from '../visit.ts';
import { formPage, posted } from './form.ts';
import { type Standing, standingOf } from './standing.ts';

const fields = problemFields.filter(({ name }) => name !== 'check');

const checkIn = ({ request }: Visit, { problems }: Standing): Check => {
  const check = problems.find(({ id }) => id === request.params['check']);
  if (!check) throw new NoSuchPage('No such problem');
  return check;
};

const page = ({ t }: Visit, { id, title, violation, clause }: Check) => ({
  title: `${id} ${t(title)}`,
  lead: html`<p>${t(ruleOf(id))}</p>
    <p class="quiet">${t(VIOLATIONS[violation])}　${clause}</p>`,
  fields,
});

/** What the spending says of this check, until the unit has said it itself. */
const proposed = ({ proposals, draft: { spending = [] } }: Standing, { id, title }: Check): Answers => {
  const found = proposals.filter(({ check }) => check === id);
  const [first] = found;
  if (!first) return {};
  const of = found.flatMap((proposal) => spending[proposal.spending] ?? []);
  return {
    from: of.map(({ on }) => on).toSorted()[0],
    amountFen: of.reduce((sum, { perHeadFen, people }) => sum + perHeadFen * people, 0),
    overFen: add(...found.map(({ overFen }) => overFen)),
    people: Math.max(...found.map(({ people }) => people)),
    problem: `${title.zh}：${found.map(({ arithmetic }) => arithmetic.zh).join('；')}`.slice(0, 300),
  };
};

export const showProblem = forTask(['selfInspection'], async (visit) => {
  const standing = await standingOf(visit);
  const check = checkIn(visit, standing);
  const stored = standing.draft.problems[check.id] ?? proposed(standing, check);
  return formPage(visit, page(visit, check), typedFrom(fields, stored));
});

export const saveProblem = forTask(['selfInspection'], async (visit) => {
  const standing = await standingOf(visit);
  const check = checkIn(visit, standing);
  return posted(visit, page(visit, check), async (values) => {
    const problem = Problem.parse({ ...values, check: check.id });
    await saveDraft(visit.host.table, visit.access.each.id, ({ problems }) => ({
      problems: { ...problems, [check.id]: problem },
    }));
    const next = standing.problems.find(({ id }) => id !== check.id && !standing.draft.problems[id]);
    return visit.goTo(next ? `/problems/${next.id}` : '');
  });
});
