import type { Host } from '#shared/host';
import { CaseId } from '#shared/ids';
import { all, type Table, type Write } from '#shared/table/table';
import { casePk } from './case.ts';

/**
 * Finds the cases of a person by identity number without the table holding it: a blind index, for the console's search
 * and for whoever must know of earlier cases.
 */
const personPk = async ({ keys }: Pick<Host, 'keys'>, idNumber: string) =>
  `PERSON#${await keys.blind('idNumber', idNumber)}`;

/** Written with the case, so that it can be found from its first moment. */
export const findable = async (host: Pick<Host, 'keys'>, id: CaseId, idNumber: unknown): Promise<Write[]> =>
  typeof idNumber === 'string'
    ? [{ put: { pk: casePk(id), sk: 'PERSON', caseId: id, personPk: await personPk(host, idNumber), personSk: id } }]
    : [];

/** Newest number first; eventually consistent, like every index. */
export const casesOfPerson = async (
  host: Pick<Host, 'keys'> & { table: Table },
  idNumber: string,
): Promise<CaseId[]> => {
  const items = await all(host.table, { index: 'person', pk: await personPk(host, idNumber), descending: true });
  return items.map(({ caseId }) => CaseId.parse(caseId));
};
