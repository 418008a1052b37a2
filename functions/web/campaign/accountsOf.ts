import { APPLICANT, type Case } from '#shared/cases/case';
import { dataKeyOf, readForm } from '#shared/cases/forms';
import type { Host } from '#shared/host';
import { Account } from '#shared/payments/account';
import { PAYMENT } from '#shared/payments/batches';
import { UnitId } from '#shared/ids';
import { accountIn, type Correction, correctionOf } from '#shared/payments/corrections';
import { refusalOf } from '#shared/payments/own';
import { type Refused, refusedOf } from '#shared/payments/refused';
import { rowsOf, unsealed } from '#shared/rosters/rows';

/** Somebody whom the bank could not pay, with what stood there before and what has been given since. */
export type Checked = {
  readonly name: string;
  /** The contact that stood there before. */
  readonly mobile: string;
  readonly unit: UnitId;
  readonly reason: string | undefined;
  readonly listed: Account | undefined;
  readonly given: Account | undefined;
  readonly correction: Correction | undefined;
};
export type RefusedAccount = Refused & Checked;

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

/** What was given in place of the refused account. */
const another = async (host: Host, each: Case, correction: Correction | undefined) =>
  correction?.kind === 'changed' ? accountIn(host, each, correction) : undefined;

/** The same of a case that pays whoever applied; their word stands in the application. */
export const refusedApplicant = async (host: Host, each: Case): Promise<Checked> => {
  const applied = (await readForm(host, each, 'application'))?.values;
  const reason = (await readForm(host, each, PAYMENT))?.values['opinion'];
  const correction = await correctionOf(host.table, each, APPLICANT);
  return {
    name: String(applied?.['name'] ?? each.title),
    mobile: String(applied?.['mobile'] ?? ''),
    unit: each.union,
    reason: reason === undefined ? undefined : String(reason),
    listed: (await refusalOf(host, each))?.account,
    given: await another(host, each, correction),
    correction,
  };
};
