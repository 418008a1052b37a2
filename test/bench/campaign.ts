import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { getCase } from '#shared/cases/change';
import { dataKeyOf } from '#shared/cases/forms';
import { dayLists, onList } from '#shared/coverage/lists';
import { proofOf } from '#shared/coverage/proof';
import { recordVisits } from '#shared/coverage/receipts';
import { peopleOf, type Recipient } from '#shared/coverage/recipients';
import { readRoster } from '#shared/rosters/reading';
import { importRoster } from '#shared/rosters/imports';
import { planOf } from '#functions/festivalCondolence/campaign';
import { Fen } from '#shared/money';
import { UnitId } from '#shared/ids';
import { toCsv } from '#shared/export/csv';
import { readSheet } from '#shared/sheets/read';
import { organisationKeys } from '#shared/people/organisation';
import { civilDate } from '#shared/time/civil';
import { startEmbedded } from '#test/fakes';
import { answer, BUY, decide, inventedId, invoice, parts, start } from '#test/e2e/festivalCondolence/campaign';
import { rosterOf } from '#workflows/festivalCondolence/roster';

/**
 * A campaign on the embedded host, import to close-out: so many people in rosters of 500. Prints time per recipient for
 * each phase and the most memory that the process held.
 *
 *   node test/bench/campaign.ts 1000
 */
const PER_UNION = 500;
/** As a team leader records them: a page of the list at a time. */
const PAGE = 60;

const officer = { kind: 'person', person: 'li-min', role: 'caseOfficer', unit: 'jiangdong' } as const;

const rosterCsv = (union: number, people: number): Uint8Array => {
  const rows = Array.from({ length: people }, (_, i) => {
    const n = union * PER_UNION + i;
    const born = `${1955 + (n % 35)}${String((Math.floor(n / 35) % 12) + 1).padStart(2, '0')}${String((Math.floor(n / 420) % 28) + 1).padStart(2, '0')}`;
    return [`王${n}`, inventedId(Math.floor(n / 11_760), born), `第${union}厂${i % 10}车间`];
  });
  return Buffer.from(toCsv([['姓名', '身份证号码', '所在企业'], ...rows]));
};

type Run = { people: number; phases: Record<string, number>; total: number; cpu: number; megabytes: number };

const runCampaign = async (people: number): Promise<Run> => {
  await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00' });
  const unions = Array.from({ length: Math.ceil(people / PER_UNION) }, (_, i) => `union-${i}`);
  for (const id of unions)
    await site.table.transact([
      { put: { id, name: id, kind: 'union', parent: 'donghu', ...organisationKeys.unit(id) } },
    ]);
  const phases: Record<string, number> = {};
  const processor = process.cpuUsage();
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
  const phase = async (name: string, work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    await site.idle();
    phases[name] = performance.now() - began;
  };
  const budgetFen = Fen.parse(people * 2_000);
  await site.table.transact([
    {
      update: { pk: 'FUND#warmth#2019', sk: 'FUND' },
      add: { budgetFen, freeFen: budgetFen },
      if: { equal: { year: 2019 } },
    },
  ]);
  const id = await start(site, {
    type: 'WINTER_WARMTH',
    fund: 'warmth',
    festival: 'NONE',
    standardFen: Fen.parse(2_000),
    headcount: people,
    budgetFen,
    unions,
  });
  await answer(site, id, 'zhou-wei', 'planApproval', 'approve');
  if ((await getCase(site.table, id)).stage === 'planMeeting')
    await answer(site, id, 'li-min', 'planMeeting', 'approve');
  const each = await getCase(site.table, id);
  const [spec, key] = [rosterOf(planOf(each), 14), await dataKeyOf(site.host, each)];
  await phase('import', async () => {
    for (const [i, unit] of unions.entries()) {
      const file = rosterCsv(i, Math.min(PER_UNION, people - i * PER_UNION));
      const sheet = await readSheet(file);
      if (!sheet.ok) throw new Error(sheet.why.en);
      const { rows, faults } = readRoster(sheet.rows, spec, { today: civilDate(site.host.clock.now()) });
      if (faults.length > 0) throw new Error(JSON.stringify(faults[0]));
      const sha256 = createHash('sha256').update(file).digest('hex');
      await importRoster(site.host, {
        place: { scope: id, unit: UnitId.parse(unit) },
        spec,
        rows,
        sha256,
        by: officer,
        key,
      });
    }
  });
  await phase('answer and enlist', async () => {
    for (const part of await parts(site, id, 'rosters')) await decide(site, part, part.asked[0] ?? '', 'sent');
  });
  await answer(site, id, 'li-min', 'rosterCheck', 'confirm');
  for (const [who, name, outcome, values] of BUY) await answer(site, id, who, name, outcome, values);
  await answer(site, id, 'qian-hui', 'acceptance', 'accepted', invoice(people, people * 2_000));
  const leaders = ['wang-hong', 'zhang-qiang', 'lin-yan', 'yang-mei', 'shen-xue', 'peng-li'];
  await phase('dispatch', () => answer(site, id, 'li-min', 'visitPlan', 'shared', { leaders }));
  await phase('deliver', async () => {
    const of = peopleOf(await getCase(site.table, id));
    for (const list of await dayLists(site.table, id)) {
      const receipt = { mode: 'signed', handler: list.leader, witness: '证明人', quantity: 1 };
      const by = { kind: 'person', person: list.leader, role: 'caseOfficer', unit: 'jiangdong' } as const;
      let some: Recipient[] = [];
      const record = async () => {
        await recordVisits(site.host, of, key, some, { status: 'delivered', receipt }, by);
        some = [];
      };
      for await (const { recipient } of onList(site.table, of, list)) if (some.push(recipient) === PAGE) await record();
      await record();
    }
    for (const team of await parts(site, id, 'visits')) await decide(site, team, team.asked[0] ?? '', 'back');
  });
  await phase('reconcile and prove', () =>
    answer(site, id, 'qian-hui', 'reconcile', 'balanced', { out: people, returned: 0, loss: 0, voucherNo: '记-1' }),
  );
  await phase('close out', () => answer(site, id, 'zhou-wei', 'closing', 'close'));
  clearInterval(watch);
  const { stage } = await getCase(site.table, id);
  const proof = await proofOf(site.table, id);
  if (stage !== 'CLOSED' || proof?.served !== people) throw new Error(`${stage}, ${proof?.served} of ${people} served`);
  const total = Object.values(phases).reduce((sum, ms) => sum + ms, 0);
  const { user, system } = process.cpuUsage(processor);
  return { people, phases, total, cpu: (user + system) / 1_000, megabytes: Math.round(most / 1_048_576) };
};

/** In a process of its own, so that one size does not leave its memory to the next. */
const apart = (people: number): Run => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8', import.meta.filename, String(people)],
    { encoding: 'utf8', maxBuffer: 1_048_576 },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
};

const MOST_MEGABYTES = 300;
const MOST_RATIO = 1.3;

/** `npm run bench -- campaign`. @returns whether memory and growth stay within their bounds */
export const campaigns = (): boolean => {
  const [small, large] = [apart(1_000), apart(100_000)];
  for (const { people, phases, total, cpu, megabytes } of [small, large]) {
    const each = (ms: number) => `${((ms * 1_000) / people).toFixed(0)} µs`;
    const parted = Object.entries(phases).map(([name, ms]) => `${name} ${each(ms)}`);
    console.log(`${people} recipients: ${each(total)} each, ${each(cpu)} of processor, at most ${megabytes} MB`);
    console.log(`  ${parted.join(', ')}`);
  }
  const ratio = large.total / large.people / (small.total / small.people);
  console.log(
    `per recipient, large beside small: ${ratio.toFixed(2)} (at most ${MOST_RATIO}); memory at most ${MOST_MEGABYTES} MB`,
  );
  return ratio <= MOST_RATIO && large.megabytes <= MOST_MEGABYTES;
};

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await runCampaign(Number(process.argv[2]))));
