import type { Host } from '#shared/host';
import { type Figure, ledgerRows, type Period } from '#shared/ledger/rows';
import type { Pipeline } from '#shared/pipeline';
import type { Text } from '#shared/text';
import * as condolence from '#workflows/festivalCondolence/report';
import { pipelines } from '#workflows/index';
import * as inspection from '#workflows/selfInspection/report';
import { condolenceOn } from './festivalCondolence/ledger.ts';
import { inspectionsOn } from './selfInspection/reporting.ts';

type Said = { readonly sentence: Text; readonly figures: readonly Figure[] };

/** The figures of a period, from the ledger alone, each with the rows that it was counted from. */
export type Report = {
  readonly period: Period;
  readonly sections: readonly ({ readonly pipeline: string } & Said)[];
};

type Reporting = (host: Pick<Host, 'table'>, period: Period) => Promise<Said>;

/** Pipelines whose sentence says more than what was received and paid. */
const further: Readonly<Record<string, Reporting>> = {
  festivalCondolence: async (host, period) => {
    const ledger = await condolenceOn(host, period);
    const figures = condolence.figures(ledger);
    return { sentence: condolence.sentence(figures, ledger), figures };
  },
  unitInspection: async (host, period) => {
    const ledger = await inspectionsOn(host, period);
    const figures = inspection.figures(ledger);
    return { sentence: inspection.sentence(figures, ledger), figures };
  },
};

/** From the money alone. */
const ofMoney =
  ({ name, report }: Pipeline): Reporting =>
  async ({ table }, period) => {
    const [received, paid] = await Promise.all([
      ledgerRows(table, name, 'receive', period),
      ledgerRows(table, name, 'pay', period),
    ]);
    const figures = report?.figures({ received, paid }) ?? [];
    return { sentence: report?.sentence(figures) ?? { zh: '', en: '' }, figures };
  };

export const reportOn = async (host: Pick<Host, 'table'>, period: Period): Promise<Report> => {
  const reporting = Object.values(pipelines).filter(({ name, report }) => report !== undefined || name in further);
  const sections = reporting.map(async (pipeline) => ({
    pipeline: pipeline.name,
    ...(await (further[pipeline.name] ?? ofMoney(pipeline))(host, period)),
  }));
  return { period, sections: await Promise.all(sections) };
};
