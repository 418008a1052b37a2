import { dataKeyOf } from '#shared/cases/forms';
import type { Case } from '#shared/cases/case';
import type { Host } from '#shared/host';
import { Account } from '#shared/payments/account';
import { accountIn } from '#shared/payments/corrections';
import { type Refused, refusedOf } from '#shared/payments/refused';
import { rowsOf, unsealed } from '#shared/rosters/imports';

/** Somebody whom the bank could not pay, with what stands on the roster and what has been given since. */
export type RefusedAccount = Refused & {
  readonly name: string;
  /** The contact that stood on the roster before. */
  readonly mobile: string;
  readonly listed: Account | undefined;
  readonly given: Account | undefined;
};

export const refusedAccounts = async (host: Host, each: Case): Promise<RefusedAccount[]> => {
  const key = await dataKeyOf(host, each);
  return Promise.all(
    (await refusedOf(host, each)).map(async (refused): Promise<RefusedAccount> => {
      const { unit, row, import: id } = refused.recipient;
      const place = { scope: each.id, unit };
      const [found] = await rowsOf(host.table, place, id, { from: row, limit: 1 });
      const values = found ? unsealed(key, place, id, found) : {};
      const listed = Account.safeParse(values);
      return {
        ...refused,
        name: String(values['name'] ?? ''),
        mobile: String(values['mobile'] ?? ''),
        listed: listed.success ? listed.data : undefined,
        given: refused.correction && (await accountIn(host, each, refused.correction)),
      };
    }),
  );
};
