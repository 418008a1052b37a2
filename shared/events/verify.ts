import * as z from 'zod/mini';
import { type Case, casePk, Case as CaseShape } from '#shared/cases/case';
import { dataKeyOf } from '#shared/cases/forms';
import type { Host } from '#shared/host';
import { commitmentOf } from '#shared/keys/fields';
import { all, type Item, prefix } from '#shared/table/table';
import { type ChainedEvent, firstBreak, StoredEvent } from './chain.ts';
import { faultOfLanes } from './lanesVerify.ts';

/** The events of a case, oldest first, without the keys under which they are stored. */
export const eventsOf = async (host: Pick<Host, 'table'>, each: Pick<Case, 'id'>): Promise<ChainedEvent[]> =>
  (await all(host.table, { pk: casePk(each.id), ...prefix('EVENT#') })).map((item) => StoredEvent.parse(item));

const Form = z.object({
  form: z.string(),
  formVersion: z.number(),
  sealed: z.record(z.string(), z.string()),
});
const Committed = z.object({
  form: z.string(),
  formVersion: z.number(),
  commitments: z.record(z.string(), z.string()),
});

/**
 * Checks a case: its log is whole and unchanged up to the head that the case holds, and every sealed field is the one
 * that the log committed to. A shredded case is checked without its sealed fields.
 *
 * @returns the first fault in words; nothing when all holds
 */
export const faultOf = async (host: Pick<Host, 'table' | 'keys'>, item: Item): Promise<string | undefined> => {
  const each = CaseShape.parse(item);
  const events = await eventsOf(host, each);
  const broken =
    firstBreak(events, { seq: each.seq, hash: each.head }) ?? (await faultOfLanes(host.table, each, events));
  if (broken || each.wrappedKey === undefined) return broken;
  const forms = (await all(host.table, { pk: casePk(each.id), ...prefix('FORM#') })).map((form) => Form.parse(form));
  const key = await dataKeyOf(host, each);
  for (const event of events) {
    const committed = Committed.safeParse(event.data);
    if (!committed.success) continue;
    const { form, formVersion, commitments } = committed.data;
    const kept = forms.find((one) => one.form === form && one.formVersion === formVersion);
    for (const [field, commitment] of Object.entries(commitments)) {
      const sealed = kept?.sealed[field];
      const place = { context: each.id, field: `${form}.${field}`, version: formVersion };
      if (sealed === undefined) return `event ${event.seq}: ${form}.${field} is gone`;
      if (commitmentOf(key, place, sealed) !== commitment) return `event ${event.seq}: ${form}.${field} was replaced`;
    }
  }
  return undefined;
};
