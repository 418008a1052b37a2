import { APPLICANT, type Case } from '#shared/cases/case';
import { readForm } from '#shared/cases/forms';
import type { Host } from '#shared/host';
import { Held } from '#shared/ledger/budget';
import { civilDate } from '#shared/time/civil';
import { Account, claimsOf } from './account.ts';
import { accountOn } from './bankFile.ts';
import { instructionKey, lineOf, Sent } from './batches.ts';
import { answering, type Answering } from './answering.ts';
import { accountIn, correctionOf } from './corrections.ts';

/**
 * Where a case pays whoever applied, and nobody else: to the account that was applied for or, where the bank could not
 * pay to that, to what has been given since and confirmed by a second person.
 */
export type Own = { readonly account: Account | undefined } & Partial<Answering>;

export const ownAccount = async (host: Pick<Host, 'table' | 'keys' | 'clock'>, each: Case): Promise<Own> => {
  const correction = await correctionOf(host.table, each, APPLICANT);
  if (correction)
    return {
      account: await accountIn(host, each, correction),
      ...answering(correction, civilDate(host.clock.now())),
    };
  const applied = await readForm(host, each, 'application');
  // Executions that began before accounts were confirmed pay to what was given as soon as it is given.
  const since = await readForm(host, each, 'otherCard');
  // A new card is at a branch of its own: nothing of the old account may be mixed into it.
  const found = Account.safeParse(since?.values['cardNo'] === undefined ? applied?.values : since.values);
  return { account: found.success ? found.data : undefined };
};

/** The instruction of a case that the bank could not carry out, and the account that it named. */
export type Refusal = { readonly instruction: string; readonly account: Account };

export const refusalOf = async (host: Pick<Host, 'table' | 'keys'>, each: Case): Promise<Refusal | undefined> => {
  const held = Held.safeParse(each.facts['held']);
  const [claim] = held.success ? await claimsOf(host, each, held.data.year) : [];
  const before = claim === undefined ? undefined : await host.table.get(instructionKey(claim));
  if (before?.['status'] !== 'failed') return undefined;
  const instruction = String(before['instruction']);
  return { instruction, account: await accountOfInstruction(host, instruction) };
};

/** The account that an instruction named. */
export const accountOfInstruction = async (host: Pick<Host, 'table' | 'keys'>, instruction: string): Promise<Account> =>
  accountOn(host, Sent.parse(await host.table.get(lineOf(instruction))));
