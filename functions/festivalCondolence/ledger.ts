import { getCase } from '#shared/cases/change';
import type { Host } from '#shared/host';
import { type LedgerRow, ledgerRows, type Period } from '#shared/ledger/rows';
import type { CondolenceLedger } from '#workflows/festivalCondolence/report';
import { planOf } from './campaign.ts';

const PIPELINE = 'festivalCondolence';

/** The ledger of a period, and of which type each campaign is that it names. */
export const condolenceOn = async ({ table }: Pick<Host, 'table'>, period: Period): Promise<CondolenceLedger> => {
  const [delivered, paid] = await Promise.all([
    ledgerRows(table, PIPELINE, 'deliver', period),
    ledgerRows(table, PIPELINE, 'pay', period),
  ]);
  const ids = [...new Set([...delivered, ...paid].map(({ caseId }: LedgerRow) => caseId))];
  const campaigns = await Promise.all(
    ids.map(async (id) => {
      const each = await getCase(table, id);
      return [id, { type: planOf(each).type, full: each.stage === 'CLOSED' }] as const;
    }),
  );
  return { delivered, paid, campaigns: new Map(campaigns) };
};
