import type { KeyObject } from 'node:crypto';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { open, seal, unwrapped } from '#shared/keys/fields';
import { KeyLost } from '#shared/keys/keyLost';
import type { Fields, Item, Json, Key, Table, Write } from '#shared/table/table';
import { type Case, casePk } from './case.ts';

/**
 * What somebody filled in for a case: the application, a survey, the figures of a decision. Sensitive fields are
 * sealed one by one; the event that goes with the form carries their commitments.
 */
export type FormRecord = { readonly write: Write; readonly event: Fields };

/** The name of a form within its case: `application`, or the task it belongs to. `version` counts its revisions. */
export type FormName = { readonly name: string; readonly version: number };

const sk = ({ name, version }: FormName) => `FORM#${name}#${String(version).padStart(4, '0')}`;

/** @param sensitive says which fields are sealed */
export const formRecord = (
  random: Host['random'],
  { id, key }: { id: CaseId; key: KeyObject },
  form: FormName,
  values: Fields,
  sensitive: (field: string) => boolean,
): FormRecord => {
  const plain: Record<string, Json> = {};
  const sealed: Record<string, string> = {};
  const commitments: Record<string, string> = {};
  for (const [field, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (!sensitive(field)) {
      plain[field] = value;
      continue;
    }
    const place = { context: id, field: `${form.name}.${field}`, version: form.version };
    const kept = seal(random, key, place, value);
    sealed[field] = kept.sealed;
    commitments[field] = kept.commitment;
  }
  return {
    write: { put: { pk: casePk(id), sk: sk(form), form: form.name, formVersion: form.version, plain, sealed } },
    event: { form: form.name, formVersion: form.version, plain, commitments },
  };
};

/** @throws {KeyLost} once the case is shredded */
export const dataKeyOf = async (
  host: Pick<Host, 'keys'>,
  each: Pick<Case, 'id' | 'wrappedKey'>,
): Promise<KeyObject> => {
  if (each.wrappedKey === undefined) throw new KeyLost(`The personal data of ${each.id} has been erased`);
  return unwrapped(host, each.wrappedKey, each.id);
};

const isFields = (value: Json | undefined): value is Fields & Json =>
  typeof value === 'object' && !Array.isArray(value) && value !== null;

/** Every field of a form, sensitive ones opened: of its newest version unless one is named; nothing when there is none. */
export const readForm = async (
  host: Pick<Host, 'table' | 'keys'>,
  each: Pick<Case, 'id' | 'wrappedKey'>,
  name: string,
  nth?: number,
): Promise<{ version: number; values: Fields } | undefined> => {
  const item =
    nth === undefined
      ? await newest(host.table, each.id, name)
      : await host.table.get(formKey(each.id, { name, version: nth }));
  return item && openForm(host, each, item);
};

export const formKey = (id: CaseId, form: FormName): Key => ({ pk: casePk(id), sk: sk(form) });

/** A form as it is stored, its sensitive fields opened. */
export const openForm = async (
  host: Pick<Host, 'keys'>,
  each: Pick<Case, 'id' | 'wrappedKey'>,
  { form: name, plain, sealed, formVersion }: Item,
): Promise<{ version: number; values: Fields }> => {
  const version = Number(formVersion);
  const key = await dataKeyOf(host, each);
  const opened: Record<string, Json> = {};
  for (const [field, text] of Object.entries(isFields(sealed) ? sealed : {})) {
    const value = open(key, { context: each.id, field: `${String(name)}.${field}`, version }, String(text));
    opened[field] = JSON.parse(JSON.stringify(value ?? null));
  }
  return { version, values: { ...(isFields(plain) ? plain : {}), ...opened } };
};

const newest = async (table: Table, id: CaseId, name: string) =>
  (
    await table.query({
      pk: casePk(id),
      from: `FORM#${name}#`,
      to: `FORM#${name}#\u{10ffff}`,
      descending: true,
      limit: 1,
    })
  ).items[0];
