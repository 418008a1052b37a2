import * as z from 'zod/mini';
import { BadInput } from '#shared/faults';

const Cursor = z.tuple([z.string(), z.string(), z.string()]);

/** @throws {BadInput} for a cursor that no page of ours has given: it came from an address that somebody edited */
export const readCursor = (cursor: string): readonly string[] => {
  try {
    return Cursor.parse(JSON.parse(cursor));
  } catch (cause) {
    throw new BadInput('This page of the list does not exist: start again from the first one', { cause });
  }
};
