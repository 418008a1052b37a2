import type { Case } from '#shared/cases/case';
import { dataKeyOf } from '#shared/cases/forms';
import { allRecipients, type Recipient } from '#shared/coverage/recipients';
import type { Host } from '#shared/host';
import { rowsOf, unsealed } from '#shared/rosters/imports';
import { Account } from './account.ts';

/** One of many whom a case pays: a campaign's recipients, each by the account that stands beside them on the roster. */
export type Payee = {
  readonly person: string;
  readonly amountFen: number;
  readonly account: Account | undefined;
  /** Paid once in this case, however often it is tried. */
  readonly claim: string;
};

/** A bank file has so many lines at most. */
const MOST_PAYEES = 9_000;

/**
 * The payees of a case that still wait, in an order that stays the same while their batch is built; nothing where the
 * case is itself what is paid.
 */
export const payeesOf = async (host: Host, each: Case): Promise<Payee[] | undefined> => {
  const { shards } = each.facts;
  if (typeof shards !== 'number') return undefined;
  const waiting: Recipient[] = [];
  for await (const recipient of allRecipients(host.table, { id: each.id, shards }))
    if (recipient.status === 'listed') waiting.push(recipient);
  const inOrder = waiting.toSorted((a, b) => (a.unit === b.unit ? a.row - b.row : a.unit < b.unit ? -1 : 1));
  const key = await dataKeyOf(host, each);
  return Promise.all(
    inOrder.slice(0, MOST_PAYEES).map(async ({ person, unit, row, valueFen, import: id }): Promise<Payee> => {
      const place = { scope: each.id, unit };
      const [found] = await rowsOf(host.table, place, id, { from: row, limit: 1 });
      const account = Account.safeParse(found && unsealed(key, place, id, found));
      const claim = await host.keys.blind('household', `${each.pipeline}#${each.id}#${person}`);
      return { person, amountFen: valueFen, account: account.success ? account.data : undefined, claim };
    }),
  );
};
