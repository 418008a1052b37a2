import { describe, expect, it } from 'vitest';
import { Outage } from '#shared/faults';
import { CaseId, digits, UnitId } from '#shared/ids';
import { organisationKeys } from '#shared/people/organisation';
import { newItem } from '#shared/register/register';
import { ItemNo } from '#shared/register/item';
import { newRow, totalsOf } from '#functions/selfInspection/roster';
import type { Write } from '#shared/table/table';
import { browse, type Browser } from '#test/e2e/console/browser';
import { type Site, startEmbedded } from '#test/fakes';
import { day, fen, launch } from './world.ts';

/** Many units: each is asked once, and the board costs what it costs with few. */
const unitId = (i: number) => `many-${i}`;

const addUnits = async (site: Site, count: number): Promise<void> => {
  const writes = Array.from({ length: count }, (_, i): Write[] => {
    const [id, chair] = [unitId(i), `chair-many-${i}`];
    return [
      { put: { ...organisationKeys.unit(id), id, name: `第${i}工会`, kind: 'union', parent: 'donghu' } },
      {
        put: {
          ...organisationKeys.person(chair),
          id: chair,
          name: `主席${i}`,
          email: `many${i}@example.net`,
          lang: 'zh',
        },
      },
      {
        put: {
          ...organisationKeys.position('unionChair', id),
          role: 'unionChair',
          unit: id,
          holders: [chair],
          deputies: [],
        },
      },
    ];
  }).flat();
  for (let i = 0; i < writes.length; i += 99) await site.table.transact(writes.slice(i, i + 99));
};

describe('a launch', () => {
  it('sends each of 300 units one mail, though every tenth mail fails at first', { timeout: 240_000 }, async () => {
    await using site = await startEmbedded();
    await addUnits(site, 300);
    const tried = new Set<string>();
    const { send } = site.mailbox;
    site.mailbox.send = async (mail) => {
      if (!tried.has(mail.id)) {
        tried.add(mail.id);
        if (tried.size % 10 === 0) throw new Outage('The mail server does not answer');
      }
      return send(mail);
    };
    const programme = await launch(
      site,
      Array.from({ length: 300 }, (_, i) => unitId(i)),
    );
    await site.idle();
    await site.moveTo('2019-03-01T10:00:00+08:00');
    const mails = Array.from({ length: 300 }, (_, i) => site.mailTo(`many${i}@example.net`).length);
    expect(mails.filter((count) => count !== 1)).toEqual([]);
    const count = await totalsOf(site.table, programme);
    expect([count('units'), count('status_ISSUED'), count('reported')]).toEqual([300, 300, 0]);
  });
});

const ITEMS = 24;

/** A programme whose units have all their items, written as the steps write them, without walking each there. */
const filled = async (site: Site, programme: CaseId, units: number, nth: number): Promise<void> => {
  for (let i = 0; i < units; i += 1) {
    const caseId = CaseId.parse(`UI-2018-${nth}${digits(new Uint8Array([i >> 8, i & 255]), 6)}`);
    const unit = UnitId.parse(unitId(i));
    const items = Array.from({ length: ITEMS }, (_, n): Write => {
      const no = ItemNo.parse(`ZG-2018-${nth}${String(i * ITEMS + n).padStart(6, '0')}`);
      return newItem({
        no,
        caseId,
        programme,
        unit,
        finding: n + 1,
        check: 'C01',
        violation: 'OVER_LIMIT',
        problem: '超过当年限额',
        deadline: day('2019-05-10'),
      }).write;
    });
    const row = newRow({
      programme,
      unit,
      name: `第${i}工会`,
      township: UnitId.parse('donghu'),
      caseId,
      status: 'RECTIFYING',
      members: 60,
      reportedOn: day('2019-03-04'),
      zero: false,
      late: false,
      returned: 0,
      reportedProblems: ITEMS,
      findings: ITEMS,
      foundOn: day('2019-03-20'),
      items: ITEMS,
      closed: 0,
      dueOn: day('2019-05-10'),
      dueFen: fen(100),
      recoveredFen: fen(0),
      waivedFen: fen(0),
      outstandingFen: fen(100),
      violations: { OVER_LIMIT: ITEMS },
    });
    await site.table.transact([...row, ...items]);
  }
};

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

const millisecondsOf = async (officer: Browser, path: string): Promise<number> => {
  const from = performance.now();
  expect((await officer.get(path)).status).toBe(200);
  return performance.now() - from;
};

describe('the first page of the board', () => {
  it('costs with 2,000 units of 24 items at most half more than with 50', { timeout: 240_000 }, async () => {
    await using site = await startEmbedded();
    const [few, many] = [await launch(site, []), await launch(site, [])];
    await filled(site, few, 50, 1);
    await filled(site, many, 2_000, 2);
    const officer = await browse(site, 'li-min');
    const times: Record<string, number[]> = { [few]: [], [many]: [] };
    // In turn, so that whatever else the machine does falls on both.
    for (let round = 0; round < 15; round += 1) {
      for (const id of [few, many]) times[id]?.push(await millisecondsOf(officer, `/admin/selfInspection/${id}`));
    }
    const ratio = median(times[many] ?? []) / median(times[few] ?? []);
    expect(ratio).toBeLessThanOrEqual(1.5);
  });
});
