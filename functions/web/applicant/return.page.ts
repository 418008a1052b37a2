import type { Page } from '#functions/page';
import { SlowDown } from '#functions/web/refusals';
import type { PageRequest } from '#functions/web/request';
import { cookie, type PageResponse, redirect } from '#functions/web/respond';
import { getCase } from '#shared/cases/change';
import { readForm } from '#shared/cases/forms';
import { drafts } from '#shared/forms/draft';
import { closeSession, openSession } from '#shared/forms/draftSession';
import { readReturnCode } from '#shared/forms/returnCode';
import { type Draft, draftKey } from '#shared/forms/storedDraft';
import { countWrong, waitBefore } from '#shared/forms/tries';
import type { Host } from '#shared/host';
import type { FieldError } from '#shared/html/errors';
import { bareCode, say, type Text } from '#shared/text';
import { applyingOf } from './applying.ts';
import { fieldsPage } from './fields.page.ts';
import { returnForm } from './returnForm.ts';
import { rowPage } from './row.page.ts';
import { SESSION_COOKIE, type Visit } from './visit.ts';
import { questionAt } from './walk.ts';

const WRONG: Text = {
  zh: '取件码和手机号后四位对不上，请检查后再试',
  en: 'Code and digits do not belong together. Check both and try again',
};
const BAD_CODE: Text = {
  zh: '取件码要填 12 位字母和数字，例如 ABCD-EFGH-JKMN',
  en: 'The return code has 12 letters and digits, like ABCD-EFGH-JKMN',
};
const BAD_LAST: Text = { zh: '手机号后四位要填 4 个数字', en: 'Enter the last 4 digits of the number' };
const ANYTHING = '*';

/** GET /return */
export const returnPage: Page = (request, host) => returnForm(request, host, {});

const mobileOf = async (host: Host, { submitted, answers }: Draft): Promise<unknown> =>
  submitted === undefined
    ? answers['mobile']
    : (await readForm(host, await getCase(host.table, submitted), 'application'))?.values['mobile'];

const KEPT_AT = /^\/apply\/([a-z-]+)(?:\/([a-f0-9]{12}))?$/;

/** The page that was typed when the session had ended, as it was typed. */
const askAgain = (
  request: PageRequest,
  host: Host,
  visit: Visit,
  session: string,
): Promise<PageResponse> | undefined => {
  const [, slug, id] = KEPT_AT.exec(request.form.get('at') ?? '') ?? [];
  const placed = questionAt(visit.pipeline, slug, visit.answers);
  const field = placed?.question.fields[0];
  const said = { typed: new URLSearchParams(request.form.get('typed') ?? ''), errors: [] };
  const fresh: PageRequest = { ...request, query: new URLSearchParams(), form: new URLSearchParams() };
  if (!placed || field?.kind === 'file') return undefined;
  if (field?.kind !== 'list') return fieldsPage(fresh, host, visit.pipeline, visit, placed, said, [session]);
  return id === undefined ? undefined : rowPage(fresh, host, { visit, placed, field, id }, said, [session]);
};

/**
 * POST /return. Wrong tries slow down whoever makes them: for one code from one place, and for guessing codes from
 * one place. Whoever has the right code and digits is not held up by others.
 */
export const comeBack: Page = async (request, host) => {
  const { lang, ip } = request;
  const code = readReturnCode(request.form.get('code') ?? '');
  const last = bareCode(request.form.get('last') ?? '');
  const errors: FieldError[] = [
    ...(code === undefined ? [{ field: 'code', message: say(BAD_CODE, lang) }] : []),
    ...(/^\d{4}$/.test(last) ? [] : [{ field: 'last', message: say(BAD_LAST, lang) }]),
  ];
  if (code === undefined || errors.length > 0) return returnForm(request, host, { errors });
  const wait = await waitBefore(host, code, ip);
  if (wait > 0) throw new SlowDown(wait);
  const key = await draftKey(host, code);
  const draft = await drafts(host).get(key);
  const mobile = draft && (await mobileOf(host, draft));
  if (draft && typeof mobile === 'string' && mobile.slice(-4) === last) {
    const session = cookie(host.site, SESSION_COOKIE, await openSession(host, key));
    const again =
      draft.submitted === undefined
        ? askAgain(request, host, { pipeline: applyingOf(draft.pipeline), draft, key, answers: draft.answers }, session)
        : undefined;
    return again ?? redirect(host.site, draft.submitted === undefined ? '/apply' : '/status', [session]);
  }
  const guessing = await waitBefore(host, ANYTHING, ip);
  if (guessing > 0) throw new SlowDown(guessing);
  await Promise.all([countWrong(host, code, ip), countWrong(host, ANYTHING, ip)]);
  return returnForm(request, host, { errors: [{ field: 'code', message: say(WRONG, lang) }] });
};

/** POST /leave: ends the session on this phone; the draft stays. */
export const leave: Page = async ({ cookies }, host) => {
  await closeSession(host, cookies[SESSION_COOKIE]);
  return redirect(host.site, '/', [cookie(host.site, SESSION_COOKIE, '', 0)]);
};
