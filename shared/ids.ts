import * as z from 'zod/mini';

/** A case for ever: `HA-2019-482137`. ASCII, because it names executions too; people see `困-2019-482137`. */
export const CaseId = z
  .string()
  .check(z.regex(/^[A-Z]{2}-\d{4}-\d{6,8}$/))
  .brand<'CaseId'>();
export type CaseId = z.infer<typeof CaseId>;

/** A task within its case: `unionReview.2` is the second time that the chair was asked. */
export const TaskId = z
  .string()
  .check(z.regex(/^[a-zA-Z]+\.\d+$/))
  .brand<'TaskId'>();
export type TaskId = z.infer<typeof TaskId>;

/** A person of the federation, as union.yaml names them. */
export const PersonId = z
  .string()
  .check(z.regex(/^[a-z0-9-]{1,60}$/))
  .brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;

/** A unit of the federation: the district, a township, a grassroots union. */
export const UnitId = z
  .string()
  .check(z.regex(/^[a-z0-9-]{1,60}$/))
  .brand<'UnitId'>();
export type UnitId = z.infer<typeof UnitId>;

/** `count` decimal digits, evenly distributed enough for references (never for secrets). */
export const digits = (bytes: Uint8Array, count: number): string => {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  return (value % 10n ** BigInt(count)).toString().padStart(count, '0');
};
