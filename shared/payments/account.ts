import * as z from 'zod/mini';
import type { Case } from '#shared/cases/case';
import { readForm } from '#shared/cases/forms';
import type { Host } from '#shared/host';

/** Where the money goes. Sensitive: it is only ever kept sealed. */
export const Account = z.object({
  holder: z.string().check(z.minLength(1)),
  cardNo: z.string().check(z.regex(/^\d{12,19}$/)),
  bankName: z.optional(z.string()),
  branch: z.optional(z.string()),
});
export type Account = z.infer<typeof Account>;

/**
 * What is paid once: each member's claim on programme and period where the pipeline took such claims, else the
 * applicant's on pipeline and year. Blind indexes, never the numbers.
 */
export const claimsOf = async (host: Pick<Host, 'table' | 'keys'>, each: Case, year: number): Promise<string[]> => {
  const { claims } = each.facts;
  if (Array.isArray(claims) && claims.length > 0) return claims.map(String);
  const applied = await readForm(host, each, 'application');
  const person = String(applied?.values['idNumber'] ?? each.id);
  return [await host.keys.blind('household', `${each.pipeline}#${year}#${person}`)];
};
