import type { Host } from '#shared/host';
import { type Case } from '#shared/cases/case';
import { NEW, type Write } from '#shared/table/table';

/**
 * One household is helped once per programme and period, whoever of it asks: each member is claimed by blind index in
 * the transaction that reserves the money. A second case of the household meets a claim and fails as a whole.
 */
export const claimKeys = async (
  host: Pick<Host, 'keys'>,
  { programme, idNumbers }: { programme: readonly string[]; idNumbers: readonly string[] },
): Promise<string[]> =>
  Promise.all(programme.flatMap((name) => idNumbers.map((id) => host.keys.blind('household', `${name}#${id}`))));

const claimKey = (claim: string) => ({ pk: `CLAIM#${claim}`, sk: 'CLAIM' });

/** Claims that this case does not hold yet. */
export const claim = (each: Case, claims: readonly string[]): Write[] => {
  const held = claimsOf(each);
  return claims
    .filter((name) => !held.includes(name))
    .map((name) => ({ put: { ...claimKey(name), caseId: each.id }, if: NEW }));
};

/** Gives back whatever the case has claimed: it was not paid after all. */
export const unclaim = (each: Case): Write[] =>
  claimsOf(each).map((name) => ({ delete: claimKey(name), if: { equal: { caseId: each.id } } }));

export const isClaim = (write: Write): boolean => 'put' in write && write.put.pk.startsWith('CLAIM#');

const claimsOf = (each: Case): string[] => {
  const claims = each.facts['claims'];
  return Array.isArray(claims) ? claims.map(String) : [];
};
