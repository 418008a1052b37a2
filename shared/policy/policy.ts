import * as z from 'zod/mini';
import { all, type Json, type Table } from '#shared/table/table';
import { CivilDate } from '#shared/time/civil';

/**
 * Rules are data: what a pipeline's policy says from a date on. Rows of the table first, shipped defaults behind them;
 * an event is judged by the rule in force on its day, and a case notes the version it was judged by.
 */
export type Dated<Values> = { readonly from: CivilDate; readonly values: Values };

/** What every policy holds for the shared mechanisms. */
export const Days = z.record(z.string(), z.int());

const policyPk = (pipeline: string) => `POLICY#${pipeline}`;

/** @returns the newest of `versions` that is in force on `on`; the first where none is yet */
export const inForce = <Values>(versions: readonly Dated<Values>[], on: CivilDate): Dated<Values> => {
  const sorted = versions.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const found = sorted.findLast(({ from }) => from <= on) ?? sorted[0];
  if (!found) throw new RangeError('A policy needs at least one version');
  return found;
};

/** The policy in force on a day: a row of the table replaces fields of the shipped version that it follows. */
export const policyOn = async <Values extends { readonly [field: string]: Json }>(
  table: Table,
  pipeline: string,
  policy: { readonly shape: z.ZodMiniType<Values>; readonly shipped: readonly Dated<Values>[] },
  on: CivilDate,
): Promise<Dated<Values>> => {
  const rows = await all(table, { pk: policyPk(pipeline) });
  let current = inForce(policy.shipped, on);
  for (const row of rows) {
    const from = CivilDate.parse(row.sk);
    if (from > on || from < current.from) continue;
    const set = Row.parse(row['values'] ?? {});
    // A deadline that a federation has not set itself is the shipped one, also where a later version adds it.
    const days = { ...Days.parse(current.values['days']), ...set.days };
    current = { from, values: z.parse(policy.shape, { ...current.values, ...set, days }) };
  }
  return current;
};

const Row = z.looseObject({ days: z.optional(Days) });

export const policyRow = (pipeline: string, from: CivilDate, values: Json) => ({
  put: { pk: policyPk(pipeline), sk: from, values },
});
