import { openForm } from '#shared/cases/forms';
import { type Case, casePk } from '#shared/cases/case';
import { form } from '#shared/forms/fields';
import type { Host } from '#shared/host';
import { unlessErased } from '#shared/keys/keyLost';
import { all, type Fields, prefix } from '#shared/table/table';

/** The form that an objection to a notice (异议) is kept as. Its version counts the objections of a case. */
export const OBJECTION = 'objectionOf';

/** What anybody may say against a notice, with or without a name. All of it is sealed. */
export const objectionFields = form(
  {
    kind: 'longText',
    name: 'reason',
    label: { zh: '您要反映什么情况？', en: 'What do you want to say?' },
    hint: { zh: '写清事实，便于核实', en: 'State facts that can be checked' },
    min: 5,
    max: 1_000,
    pii: 'P3',
  },
  {
    kind: 'text',
    name: 'objector',
    label: { zh: '您的姓名', en: 'Your name' },
    hint: {
      zh: '可以不填。留下姓名和电话的，会得到答复',
      en: 'You may leave it empty. With name and number you will get an answer',
    },
    optional: true,
    max: 40,
    pii: 'P3',
  },
  { kind: 'text', name: 'contact', label: { zh: '联系电话', en: 'Telephone' }, optional: true, max: 40, pii: 'P3' },
);

/** What has been said against a case, oldest first; nothing once the case's personal data is erased. */
export const objectionsOf = async (host: Pick<Host, 'table' | 'keys'>, each: Case): Promise<Fields[]> => {
  const items = await all(host.table, { pk: casePk(each.id), ...prefix(`FORM#${OBJECTION}#`) });
  return unlessErased(() => Promise.all(items.map(async (item) => (await openForm(host, each, item)).values)), []);
};
