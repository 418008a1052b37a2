import { another, type Checked } from '#functions/web/approver/accountCard';
import type { Case } from '#shared/cases/case';
import { dataKeyOf } from '#shared/cases/forms';
import type { Host } from '#shared/host';
import { Account } from '#shared/payments/account';
import { UnitId } from '#shared/ids';
import { type Refused, refusedOf } from '#shared/payments/refused';
import { rowsOf, unsealed } from '#shared/rosters/rows';

/** One of many whom the bank could not pay. */
export type RefusedAccount = Refused & Checked & { readonly unit: UnitId };

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
        unit: UnitId.parse(unit),
        reason: refused.recipient.reason,
        name: String(values['name'] ?? ''),
        mobile: String(values['mobile'] ?? ''),
        listed: listed.success ? listed.data : undefined,
        given: await another(host, each, refused.correction),
      };
    }),
  );
};
