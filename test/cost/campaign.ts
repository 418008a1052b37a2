import { createHash } from 'node:crypto';
import { planOf } from '#functions/festivalCondolence/campaign';
import { getCase } from '#shared/cases/change';
import { dataKeyOf } from '#shared/cases/forms';
import { proofOf } from '#shared/coverage/proof';
import type { Host } from '#shared/host';
import { type CaseId, UnitId } from '#shared/ids';
import { unwrapped } from '#shared/keys/fields';
import { Fen } from '#shared/money';
import { organisationKeys } from '#shared/people/organisation';
import { importRoster } from '#shared/rosters/imports';
import { registerNamed } from '#shared/rosters/registers';
import { answer, BUY, inventedId, invoice, start } from '#test/e2e/festivalCondolence/campaign';
import { type Browser, browse } from '#test/e2e/console/browser';
import { type Site, startEmbedded } from '#test/fakes';
import { registerSpec, rosterOf } from '#workflows/festivalCondolence/roster';
import { openMeter } from './meter.ts';
import { type Busiest, openPartitions } from './partitions.ts';
import { openTally, type Tally } from './tally.ts';
import { transitionsOf } from './transitions.ts';

/** The campaign is planned for so many: its places are spread as they would be, however few of them are played. */
export const PLANNED = 1_000_000;
export const PER_UNION = 1_000;
const officer = { kind: 'person', person: 'li-min', role: 'caseOfficer', unit: 'jiangdong' } as const;
const MAPPED = ['enlist', 'compare', 'hold'].map((step) => `festivalCondolence-${step}`);
/** A batch's execution begins, and runs its one state. */
const TRANSITIONS_A_BATCH = 2;

export type Played = {
  people: number;
  phases: ReadonlyMap<string, Tally>;
  imported: Tally;
  busiest: readonly Busiest[];
};

const unionId = (n: number) => `union-${String(n).padStart(4, '0')}`;
const idOf = (n: number) => {
  const day = `${1955 + (n % 35)}${String((Math.floor(n / 35) % 12) + 1).padStart(2, '0')}${String((Math.floor(n / 420) % 28) + 1).padStart(2, '0')}`;
  return inventedId(Math.floor(n / 11_760), day);
};
const rowsOf = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    row: i + 2, // below the head
    values: { name: `王${from + i}`, idNumber: idOf(from + i), group: `第${Math.floor(i / 40)}车间`, member: true },
  }));

/** Each union with a chair of its own, who has an address. */
const found = async ({ table }: Site, unions: number): Promise<void> => {
  for (let n = 0; n < unions; n++) {
    const [id, person] = [unionId(n), `chair-${n}`];
    const unit = { id, name: `第${n}工会`, kind: 'union', parent: 'donghu' };
    const chair = { id: person, name: `主席${n}`, email: `chair${n}@example.org`, lang: 'zh' };
    const position = { role: 'unionChair', unit: id, holders: [person], deputies: [] };
    await table.transact([
      { put: { ...unit, ...organisationKeys.unit(id) } },
      { put: { ...chair, ...organisationKeys.person(person) } },
      { put: { ...position, ...organisationKeys.position('unionChair', id) } },
    ]);
  }
};

const importing = async (site: Site, id: CaseId, register: string, unions: number): Promise<void> => {
  const each = await getCase(site.table, id);
  const [spec, key] = [rosterOf(planOf(each), 14), await dataKeyOf(site.host, each)];
  const take = (place: { scope: string; unit: UnitId }, rows: ReturnType<typeof rowsOf>, own = key, of = spec) =>
    importRoster(site.host, {
      place,
      spec: of,
      rows,
      sha256: createHash('sha256').update(`${place.scope}${place.unit}`).digest('hex'),
      by: officer,
      key: own,
    });
  for (let n = 0; n < unions; n++)
    await take({ scope: id, unit: UnitId.parse(unionId(n)) }, rowsOf(n * PER_UNION, PER_UNION));
  const kept = await registerNamed(site.host, register, 'ALL');
  const all = rowsOf(0, unions * PER_UNION).map(({ row, values: { name, idNumber } }) => ({
    row,
    values: { name, idNumber },
  }));
  const place = { scope: kept.id, unit: UnitId.parse('jiangdong') };
  await take(
    place,
    JSON.parse(JSON.stringify(all)),
    await unwrapped(site.host, kept.wrappedKey, kept.id),
    registerSpec,
  );
};

/**
 * Plays a campaign of member welfare on a host that is measured: every union sends its roster and hands out to its own
 * people, page by page by its link; a register of everybody is held against all of it. What each phase took is told
 * apart, and so is the import.
 */
export const playCampaign = async (unions: number): Promise<Played> => {
  const meter = openMeter();
  await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00', watch: meter.watch });
  await found(site, unions);
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
  await phase('import', async () => importing(site, await opened(), '会员名册', unions));
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

/** The link that a chair was mailed last. */
const linkOf = (site: Site, n: number): string =>
  /\/t\/[\w-]+/.exec(site.mailTo(`chair${n}@example.org`).at(-1)?.text ?? '')?.[0] ?? '';

/** A list from its first page to its last: everybody on a page is ticked, and recorded together. */
const handOut = async (chair: Browser, path: string, onPage: () => void): Promise<void> => {
  for (let at = path; at !== '';) {
    onPage();
    const { text } = await chair.get(at);
    const people = [...text.matchAll(/name="person" value="([^"]+)"/g)].map(([, person]): [string, string] => [
      'person',
      person ?? '',
    ]);
    const from = /name="from" value="([^"]*)"/.exec(text)?.[1] ?? '';
    const form: [string, string][] = [...people, ['from', from], ['outcome', 'signed'], ['witness', '证明人']];
    if (people.length > 0) await chair.post(path, form);
    const next = /\/visits\?from=([\d.]+)"/.exec(text)?.[1];
    at = next === undefined ? '' : `${path}?from=${next}`;
  }
};
