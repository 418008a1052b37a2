import type { PageRequest } from '#functions/web/request';
import { drafts } from '#shared/forms/draft';
import { findSession } from '#shared/forms/draftSession';
import type { Answers } from '#shared/forms/fields';
import { pruned } from '#shared/forms/journey';
import type { Draft, DraftKey } from '#shared/forms/storedDraft';
import type { Host } from '#shared/host';
import { type Applying, applyingOf } from './applying.ts';
import { type Correction, correctionOf } from './correction.ts';

/** An applicant at work: the draft that their browser's session belongs to, or the case that it has become. */
export type Visit = {
  readonly pipeline: Applying;
  readonly draft: Draft;
  readonly key: DraftKey;
  /** What is answered so far; for a returned case what was applied for, with what has been mended. */
  readonly answers: Answers;
  readonly correction?: Correction;
};

export const SESSION_COOKIE = 'application';

export const visitOf = async ({ cookies }: PageRequest, host: Host): Promise<Visit | undefined> => {
  const key = await findSession(host, cookies[SESSION_COOKIE]);
  const draft = key && (await drafts(host).get(key));
  if (!key || !draft) return undefined;
  const pipeline = applyingOf(draft.pipeline);
  if (draft.submitted === undefined) return { pipeline, key, draft, answers: draft.answers };
  const correction = await correctionOf(host, pipeline, draft.submitted);
  const answers = correction ? { ...correction.application, ...draft.answers } : {};
  return { pipeline, key, draft, answers, ...(correction && { correction }) };
};

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Saves what `change` makes of the answers. @returns all answers as they are afterwards */
export const saveAnswers = async (
  host: Host,
  { pipeline, key, draft, correction, answers }: Visit,
  change: (answers: Answers) => Answers,
): Promise<Answers> => {
  const kept = (old: Answers) => pruned(pipeline.application.journey, change(old));
  if (!correction) return (await drafts(host).change(key, draft, kept))?.answers ?? answers;
  const { application } = correction;
  const mended = (old: Answers): Answers =>
    Object.fromEntries(
      Object.entries(kept({ ...application, ...old })).filter(([name, value]) => !same(value, application[name])),
    );
  return { ...application, ...(await drafts(host).change(key, draft, mended, true))?.answers };
};
