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

/** The account as applied for, or as given since, after the bank could not pay; nothing when it is incomplete. */
export const accountOf = async (host: Pick<Host, 'table' | 'keys'>, each: Case): Promise<Account | undefined> => {
  const applied = await readForm(host, each, 'application');
  const since = await readForm(host, each, 'otherCard');
  // A new card is at a branch of its own: nothing of the old account may be mixed into it.
  const found = Account.safeParse(since?.values['cardNo'] === undefined ? applied?.values : since.values);
  return found.success ? found.data : undefined;
};

/** Who is paid once: the household where a pipeline knows it, else the person. A blind index, never the number. */
export const householdOf = async (host: Pick<Host, 'table' | 'keys'>, each: Case): Promise<string> => {
  const { household } = each.facts;
  if (typeof household === 'string') return household;
  const applied = await readForm(host, each, 'application');
  return host.keys.blind('household', String(applied?.values['idNumber'] ?? each.id));
};
