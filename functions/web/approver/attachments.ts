import { readForm } from '#shared/cases/forms';
import type { Scan } from '#shared/files/files';
import type { Field, FileField } from '#shared/forms/fields';
import { fieldsOf } from '#shared/forms/journey';
import type { Host } from '#shared/host';
import { unlessErased } from '#shared/keys/keyLost';
import type { Fields } from '#shared/table/table';
import type { Text } from '#shared/text';
import type { TaskAccess } from './access.ts';

/** A file of the case, by where it was filled in: no page and no address names the key that it is stored under. */
export type Attachment = {
  readonly path: `/files/${string}`;
  readonly key: string;
  readonly label: Text;
  /** Needs a reason, like any sealed field. */
  readonly sealed: boolean;
};

export type Scanned = Attachment & { readonly scan: Scan | undefined };

/** Each with what a scanner said of it. */
export const scanned = ({ files }: Pick<Host, 'files'>, attachments: readonly Attachment[]): Promise<Scanned[]> =>
  Promise.all(attachments.map(async (each) => ({ ...each, scan: await files.scanOf(each.key) })));

const isFile = (field: Field): field is FileField => field.kind === 'file';

/**
 * Every file that the applicant or an earlier step attached.
 *
 * @param known what has been read already, by the name of its form
 */
export const attachmentsOf = async (
  host: Host,
  { each, pipeline }: TaskAccess,
  known: ReadonlyMap<string, Fields> = new Map(),
): Promise<Attachment[]> => {
  const forms = [
    ...(pipeline.application ? [{ name: 'application', fields: fieldsOf(pipeline.application.journey) }] : []),
    ...Object.keys(each.acted).map((name) => ({ name, fields: fieldsOfTask(pipeline.tasks[name]) })),
  ];
  const found = await Promise.all(
    forms.map(async ({ name, fields }) => {
      const files = fields.filter(isFile);
      const values = files.length === 0 ? undefined : (known.get(name) ?? (await valuesOf(host, each, name)));
      return files.flatMap((field) =>
        keysIn(values?.[field.name]).map((key, i) => attachment(name, field, key, i + 1)),
      );
    }),
  );
  return found.flat();
};

const fieldsOfTask = (definition: TaskAccess['definition'] | undefined): readonly Field[] =>
  definition
    ? [...(definition.fields ?? []), ...Object.values(definition.outcomes).flatMap(({ fields }) => fields ?? [])]
    : [];

const valuesOf = (host: Host, each: TaskAccess['each'], name: string) =>
  unlessErased(async () => (await readForm(host, each, name))?.values, undefined);

const keysIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((key) => typeof key === 'string') : [];

const attachment = (form: string, { name, label, pii }: FileField, key: string, nth: number): Attachment => ({
  path: `/files/${form}/${name}/${nth}`,
  key,
  label: { zh: `${label.zh} ${nth}`, en: `${label.en} ${nth}` },
  sealed: pii === 'P3',
});
