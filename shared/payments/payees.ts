import type { Case } from '#shared/cases/case';
import { dataKeyOf } from '#shared/cases/forms';
import { peopleOf, type Recipient } from '#shared/coverage/recipients';
import { everyRecipient } from '#shared/coverage/walk';
import type { Host } from '#shared/host';
import { type RosterRow, unsealed } from '#shared/rosters/rows';
import { civilDate } from '#shared/time/civil';
import { Account } from './account.ts';
import { answering, type Answering } from './answering.ts';
import { accountIn, correctionsOf } from './corrections.ts';

/** One of many whom a case pays: a campaign's recipients, each by the account that stands beside them on the roster. */
export type Payee = {
  readonly person: string;
  readonly amountFen: number;
  readonly account: Account | undefined;
  /** Paid once in this case, however often it is tried. */
  readonly claim: string;
} & Partial<Answering>;

/** A bank file has so many lines at most. */
const MOST_PAYEES = 9_000;

export const claimOf = (host: Pick<Host, 'keys'>, { pipeline, id }: Case, person: string): Promise<string> =>
  host.keys.blind('household', `${pipeline}#${id}#${person}`);

/** A recipient of a case who has not been paid, and the row of the roster with their account. */
export type Unpaid = Recipient & { readonly on: RosterRow };

/** The recipients of a case that have not been paid, in an order that stays the same while their batch is built. */
export const unpaid = async (host: Pick<Host, 'table'>, each: Case): Promise<Unpaid[]> => {
  const waiting: Unpaid[] = [];
  for await (const recipient of everyRecipient(host.table, peopleOf(each)))
    if (recipient.status === 'listed') waiting.push(recipient);
  return waiting.toSorted((a, b) => (a.unit === b.unit ? a.row - b.row : a.unit < b.unit ? -1 : 1));
};

/** The payees of a case that still wait; nothing where the case is itself what is paid. */
export const payeesOf = async (host: Host, each: Case): Promise<Payee[] | undefined> => {
  if (typeof each.facts['shards'] !== 'number') return undefined;
  const inOrder = await unpaid(host, each);
  const corrections = await correctionsOf(host.table, each);
  const key = await dataKeyOf(host, each);
  const today = civilDate(host.clock.now());
  return Promise.all(
    inOrder.slice(0, MOST_PAYEES).map(async ({ person, unit, valueFen, import: id, on }): Promise<Payee> => {
      const listed = Account.safeParse(unsealed(key, { scope: each.id, unit }, id, on));
      const correction = corrections.get(person);
      const corrected = correction && (await accountIn(host, each, correction));
      const account = corrected ?? (listed.success ? listed.data : undefined);
      const claim = await claimOf(host, each, person);
      return { person, amountFen: valueFen, account, claim, ...(correction && answering(correction, today)) };
    }),
  );
};
