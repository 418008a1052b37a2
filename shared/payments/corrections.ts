import * as z from 'zod/mini';
import { type Case, casePk } from '#shared/cases/case';
import { changeCase } from '#shared/cases/change';
import { dataKeyOf } from '#shared/cases/forms';
import { Actor } from '#shared/events/chain';
import type { Host } from '#shared/host';
import { open, seal } from '#shared/keys/fields';
import { all, prefix, type Table } from '#shared/table/table';
import { addDays, CivilDate, civilDate } from '#shared/time/civil';
import { Instant } from '#shared/time/instant';
import { Account } from './account.ts';

/**
 * What is done about an account to which the bank could not pay: one person gives another account (or says that it was
 * right, or that there is none), a second person confirms it, and it is paid to only after a cool-off. Whoever gets hold
 * of a link can therefore not have money sent to themselves, neither alone nor on the same day.
 */
export const KINDS = ['changed', 'same', 'none'] as const;
export const Correction = z.object({
  /** Whose account, by blind index. */
  person: z.string(),
  kind: z.enum(KINDS),
  /** The instruction that the bank refused: a correction answers that one and no later one. */
  refused: z.string(),
  /** The account, sealed under the key of the case: another one, or the one that was right. */
  account: z.optional(z.string()),
  /** Why there is none. */
  reason: z.optional(z.string()),
  version: z.number(),
  by: Actor,
  at: Instant,
  confirmedBy: z.optional(Actor),
  payableFrom: z.optional(CivilDate),
});
export type Correction = z.infer<typeof Correction>;

const PREFIX = 'ACCOUNT#';
const keyOf = ({ id }: Pick<Case, 'id'>, person: string) => ({ pk: casePk(id), sk: `${PREFIX}${person}` });
const sealedAt = ({ id }: Pick<Case, 'id'>, person: string, version: number) => ({
  context: id,
  field: `account.${person}`,
  version,
});

export const correctionsOf = async (table: Table, { id }: Pick<Case, 'id'>): Promise<Map<string, Correction>> => {
  const items = await all(table, { pk: casePk(id), ...prefix(PREFIX) });
  return new Map(items.map((item) => Correction.parse(item)).map((correction) => [correction.person, correction]));
};

/** What has been given for one of them. */
export const correctionOf = async (
  table: Table,
  each: Pick<Case, 'id'>,
  person: string,
): Promise<Correction | undefined> => {
  const item = await table.get(keyOf(each, person));
  return item && Correction.parse(item);
};

export type Given = Pick<Correction, 'person' | 'kind' | 'refused' | 'reason'> & { readonly account?: Account };

/**
 * Gives an account in place of the refused one; given again it replaces what was given, and is unconfirmed anew.
 *
 * @param since what was given from then on stands: a step that does its work twice gives once
 */
export const giveAccount = async (
  host: Host,
  each: Case,
  { account, ...given }: Given,
  by: Actor,
  since?: Instant,
): Promise<void> => {
  const key = await dataKeyOf(host, each);
  await changeCase(host, each.id, async (now) => {
    const item = await host.table.get(keyOf(each, given.person));
    if (item && since !== undefined && Correction.parse(item).at >= since) return undefined;
    const version = Number(item?.['version'] ?? 0) + 1;
    const kept = account && seal(host.random, key, sealedAt(each, given.person, version), account);
    const correction = { ...given, ...(kept && { account: kept.sealed }), version, by, at: host.clock.now() };
    return {
      event: {
        type: 'accountGiven',
        by,
        data: {
          person: given.person,
          kind: given.kind,
          refused: given.refused,
          ...(kept && { commitments: { account: kept.commitment } }),
        },
      },
      also: [
        {
          put: { ...correction, ...keyOf(now, given.person) },
          if: item ? { equal: { version: version - 1 } } : { absent: ['pk'] },
        },
      ],
    };
  });
};

/** @throws {KeyLost} */
export const accountIn = async (
  host: Pick<Host, 'keys'>,
  each: Case,
  { account, person, version }: Correction,
): Promise<Account | undefined> =>
  account === undefined
    ? undefined
    : Account.parse(open(await dataKeyOf(host, each), sealedAt(each, person, version), account));

const samePerson = (a: Actor, b: Actor): boolean => a.kind === 'person' && b.kind === 'person' && a.person === b.person;

/** A transaction takes a hundred writes. */
const MOST_AT_ONCE = 80;

/**
 * Confirms what others have given; nobody confirms what they gave themselves. A changed account is payable from the day
 * after the cool-off, which is counted in working days.
 */
export const confirmAccounts = async (host: Host, each: Case, by: Actor, coolOffDays: number): Promise<void> => {
  const today = civilDate(host.clock.now());
  const rested = addDays(host.calendars.working().internalDeadline(today, coolOffDays).date, 1);
  const waiting = async () =>
    [...(await correctionsOf(host.table, each)).values()]
      .filter((one) => one.confirmedBy === undefined && !samePerson(one.by, by))
      .slice(0, MOST_AT_ONCE);
  while ((await waiting()).length > 0) {
    await changeCase(host, each.id, async () => {
      const some = await waiting();
      if (some.length === 0) return undefined;
      return {
        event: {
          type: 'accountsConfirmed',
          by,
          data: { accounts: some.map(({ person, version, kind }) => ({ person, version, kind })), from: rested },
        },
        also: some.map((one) => ({
          put: {
            ...one,
            confirmedBy: by,
            payableFrom: one.kind === 'changed' ? rested : today,
            ...keyOf(each, one.person),
          },
          if: { equal: { version: one.version } },
        })),
      };
    });
  }
};
