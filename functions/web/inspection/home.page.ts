import type { PageResponse } from '#functions/web/respond';
import { ledgerHome } from './ledger/home.ts';
import { moneyHome } from './ledger/moneyHome.ts';
import { verifyHome } from './ledger/verify.page.ts';
import { reportHome } from './report/home.ts';
import { forTask, type Visit } from './visit.ts';

const HOMES: Readonly<Record<string, (visit: Visit) => Promise<PageResponse>>> = {
  selfInspection: reportHome,
  rectification: (visit) => ledgerHome(visit),
  recovery: (visit) => moneyHome(visit),
  instalments: (visit) => moneyHome(visit),
  verification: (visit) => verifyHome(visit),
};

/** GET …/inspection: what the task at hand is done on. */
export const showHome = forTask(Object.keys(HOMES), async (visit) => {
  const home = HOMES[visit.access.task.name];
  if (!home) throw new Error('forTask lets no other task through');
  return home(visit);
});
