import type { FileField } from '#shared/forms/fields';
import { fieldsOf } from '#shared/forms/journey';
import type { StoredFile } from '#shared/files/files';
import type { Host } from '#shared/host';
import type { Visit } from './visit.ts';

/**
 * Uploads of an application. Each file field has so many places, and what is stored there is what is attached: the
 * page that the browser comes back to proves nothing, and opening a page writes nothing.
 */
export const MOST_FILE_BYTES = 10 * 1024 * 1024;
const TAKEN: readonly string[] = ['image/jpeg', 'image/png', 'image/heic', 'image/webp', 'application/pdf'];

export const isTakenType = (type: string): boolean => TAKEN.includes(type);
export const isTaken = ({ type, readable }: Pick<StoredFile, 'type' | 'readable'>): boolean =>
  isTakenType(type) && readable;

const folderOf = ({ draft }: Visit): string => `applications/${draft.id}`;
export const placesOf = (visit: Visit, { name, max }: FileField): string[] =>
  Array.from({ length: max }, (_, i) => `${folderOf(visit)}/${name}/${i + 1}`);

export type Place = { readonly key: string; readonly file: StoredFile | undefined };
export const storedIn = (host: Pick<Host, 'files'>, visit: Visit, field: FileField): Promise<Place[]> =>
  Promise.all(placesOf(visit, field).map(async (key) => ({ key, file: await host.files.stat(key) })));

export const fileFieldsOf = ({ pipeline }: Visit): readonly FileField[] =>
  fieldsOf(pipeline.application.journey).filter((field) => field.kind === 'file');

/** Keys of everything that is stored and may be attached, by field: most places are empty, and one list says so. */
export const attached = async ({ files }: Pick<Host, 'files'>, visit: Visit): Promise<Record<string, string[]>> => {
  const there = new Set(await files.list(folderOf(visit)));
  return Object.fromEntries(
    await Promise.all(
      fileFieldsOf(visit).map(async (field) => {
        const keys = placesOf(visit, field).filter((key) => there.has(key));
        const stored = await Promise.all(keys.map(async (key) => ({ key, file: await files.stat(key) })));
        return [field.name, stored.flatMap(({ key, file }) => (file && isTaken(file) ? [key] : []))] as const;
      }),
    ),
  );
};
