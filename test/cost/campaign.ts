import { getCase } from '#shared/cases/change';
import { proofOf } from '#shared/coverage/proof';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { Fen } from '#shared/money';
import { registerNamed } from '#shared/rosters/registers';
import { answer, BUY, invoice, start } from '#test/e2e/festivalCondolence/campaign';
import { browse } from '#test/e2e/console/browser';
import { startEmbedded } from '#test/fakes';
import { checked, handOut, linkOf } from './campaignPages.ts';
import { foundUnions, importAll, PER_UNION, unionId } from './manyUnions.ts';
import { openMeter } from './meter.ts';
import { type Busiest, openPartitions } from './partitions.ts';
import { openTally, type Tally } from './tally.ts';
import { transitionsOf } from './transitions.ts';

/** The campaign is planned for so many: its places are spread as they would be, however few of them are played. */
export const PLANNED = 1_000_000;
const MAPPED = ['enlist', 'compare', 'hold'].map((step) => `festivalCondolence-${step}`);
/** A batch's execution begins, and runs its one state. */
const TRANSITIONS_A_BATCH = 2;

export type Played = {
  people: number;
  phases: ReadonlyMap<string, Tally>;
  imported: Tally;
  busiest: readonly Busiest[];
};

/**
 * Plays a campaign of member welfare on a host that is measured: every union sends its roster and hands out to its own
 * people, page by page by its link; a register of everybody is held against all of it. What each phase took is told
 * apart, and so is the import.
 */
export const playCampaign = async (unions: number): Promise<Played> => {
  const meter = openMeter();
  await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00', watch: meter.watch });
  await foundUnions(site, unions);
  const register = await registerNamed(site.host, '会员名册', 'ALL');
  const partitions = openPartitions(meter);
  const phases = new Map<string, Tally>();
  const phase = async (name: string, run: () => Promise<unknown>) => {
    await site.idle();
    meter.tally.clear();
    await run();
    await site.idle();
    const tally = openTally();
    tally.take(meter.tally);
    const batches = meter.tally
      .parts('functionRequests')
      .reduce((sum, [of, count]) => (MAPPED.includes(of) ? sum + count : sum), 0);
    if (batches > 0) tally.add('transitions', batches * TRANSITIONS_A_BATCH, 'batches');
    phases.set(name, tally);
  };
  const budgetFen = Fen.parse(PLANNED * 2_000);
  await site.table.transact([
    { update: { pk: 'FUND#warmth#2019', sk: 'FUND' }, add: { budgetFen, freeFen: budgetFen } },
  ]);
  const people = unions * PER_UNION;
  let id: CaseId | undefined;
  const opened = () => id ?? Promise.reject(new Error('No campaign'));
  /** What an official decides is two pages: to look, and to press. */
  const official = async (person: string, name: string, outcome: string, values = {}) => {
    for (const _ of ['look', 'press']) await meter.watch.invocation('pages', () => Promise.resolve());
    await answer(site, await opened(), person, name, outcome, values);
  };
  await phase('plan and approve', async () => {
    id = await start(site, {
      type: 'WINTER_WARMTH',
      fund: 'warmth',
      festival: 'NONE',
      standardFen: Fen.parse(2_000),
      headcount: PLANNED,
      budgetFen,
      unions: Array.from({ length: unions }, (_, n) => unionId(n)),
      registers: [register.id],
    });
    await official('zhou-wei', 'planApproval', 'approve');
    await official('li-min', 'planMeeting', 'approve');
  });
  await phase('import', async () => importAll(site, await opened(), '会员名册', unions));
  const imported = phases.get('import') ?? openTally();
  phases.delete('import');
  const chair = await browse(site);
  await phase('rosters confirmed, people enlisted', async () => {
    for (let n = 0; n < unions; n++) {
      partitions.at('5 unions answer a second', n, 5);
      if (n === unions - 1) partitions.at('20,000 people are enlisted a second', 0, 1);
      const link = linkOf(site, n);
      await chair.get(`${link}/roster`);
      await chair.post(`${link}/roster`, { action: 'sent' });
    }
  });
  partitions.scale(20_000 / people);
  await phase('rosters checked, goods bought', async () => {
    await official('li-min', 'rosterCheck', 'confirm');
    for (const [who, name, outcome, values] of BUY) await official(who, name, outcome, values);
    await official('qian-hui', 'acceptance', 'accepted', invoice(people, people * 2_000));
  });
  await phase('lists for the unions', () => official('li-min', 'visitPlan', 'shared', { byUnion: true }));
  await phase('receipts, sixty a page', async () => {
    let page = 0;
    for (let n = 0; n < unions; n++)
      await handOut(chair, `${linkOf(site, n)}/visits`, () =>
        partitions.at('50 pages of receipts a second', (page += 1), 50),
      );
  });
  await phase('lists handed back, reconciled, proved', async () => {
    for (let n = 0; n < unions; n++) {
      partitions.at('5 lists are handed back a second', n, 5);
      await chair.post(`${linkOf(site, n)}/visits`, { action: 'back' });
    }
    partitions.at('the proof is made', 0, 1);
    await official('qian-hui', 'reconcile', 'balanced', { out: people, returned: 0, loss: 0, voucherNo: '记-1' });
  });
  await phase('closed out', () => official('zhou-wei', 'closing', 'close'));
  const keeper = await browse(site, 'li-min');
  await phase('looked at and packed', async () => {
    const path = `/admin/campaigns/${await opened()}`;
    const volumes = [...(await keeper.get(path)).text.matchAll(/name="volume" value="(\d+)"/g)].map(
      ([, volume]) => volume ?? '',
    );
    for (const volume of volumes) await keeper.post(`${path}/packet`, { volume });
    for (const volume of volumes) await keeper.get(`${path}/packet?volume=${volume}`);
  });
  await checked(site, keeper, await opened());
  const closed = await getCase(site.table, await opened());
  const proof = await proofOf(site.table, closed.id);
  if (closed.stage !== 'CLOSED' || proof?.served !== people)
    throw new Error(`${closed.stage}, ${proof?.served} of ${people}`);
  const machine = openTally();
  machine.add('transitions', transitionsOf(await historyOf(site.host, closed.id)), 'the campaign');
  phases.set('state machine', machine);
  return { people, phases, imported, busiest: partitions.busiest() };
};

const historyOf = ({ workflows }: Host, name: string) =>
  workflows.getExecutionHistory({ machine: 'festivalCondolence', name });
