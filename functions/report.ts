import type { Host } from '#shared/host';
import { type Figure, ledgerRows, type Period } from '#shared/ledger/rows';
import type { Text } from '#shared/text';
import * as festivalCondolence from '#workflows/festivalCondolence/report';
import * as hardshipAid from '#workflows/hardshipAid/report';
import * as selfInspection from '#workflows/selfInspection/report';
import { condolenceOn } from './festivalCondolence/ledger.ts';
import { inspectionsOn } from './selfInspection/reporting.ts';

/** The figures of a period, from the ledger alone, each with the rows that it was counted from. */
export type Report = {
  readonly period: Period;
  readonly sections: readonly {
    readonly pipeline: string;
    readonly sentence: Text;
    readonly figures: readonly Figure[];
  }[];
};

export const reportOn = async ({ table }: Pick<Host, 'table'>, period: Period): Promise<Report> => {
  const [received, paid] = await Promise.all([
    ledgerRows(table, 'hardshipAid', 'receive', period),
    ledgerRows(table, 'hardshipAid', 'pay', period),
  ]);
  const figures = hardshipAid.figures({ received, paid });
  const condolence = await condolenceOn({ table }, period);
  const visited = festivalCondolence.figures(condolence);
  const inspections = await inspectionsOn({ table }, period);
  const inspected = selfInspection.figures(inspections);
  return {
    period,
    sections: [
      { pipeline: 'hardshipAid', sentence: hardshipAid.sentence(figures), figures },
      {
        pipeline: 'festivalCondolence',
        sentence: festivalCondolence.sentence(visited, condolence),
        figures: visited,
      },
      {
        pipeline: 'unitInspection',
        sentence: selfInspection.sentence(inspected, inspections),
        figures: inspected,
      },
    ],
  };
};
