import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { faultOf } from '#shared/events/verify';
import { caseKey, casePk, eventSk } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { readForm } from '#shared/cases/forms';
import { KeyLost } from '#shared/keys/keyLost';
import { policyRow } from '#shared/policy/policy';
import { CivilDate } from '#shared/time/civil';
import { type Site, startEmbedded } from '#test/fakes';
import { answer, application, submit, walkTo } from './case.ts';

const item = async (site: Site, key: { pk: string; sk: string }) => {
  const found = await site.table.get(key);
  if (!found) throw new Error(`nothing at ${key.sk}`);
  return found;
};

describe('the event chain of a case', () => {
  it('holds for a whole case, and names the first event that was edited, removed or cut off', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, 'publicNotice');
    const pk = casePk(id);
    const check = async () => faultOf(site.host, await item(site, caseKey(id)));
    expect(await check()).toBeUndefined();

    const third = await item(site, { pk, sk: eventSk(3) });
    await site.table.transact([{ put: { ...third, type: 'nothingHappened' } }]);
    expect(await check()).toBe('event 3 was changed after it was written');
    await site.table.transact([{ delete: { pk, sk: eventSk(3) } }]);
    expect(await check()).toBe('event 3 is missing or out of order (found 4)');
    await site.table.transact([{ put: third }]);
    expect(await check()).toBeUndefined();

    const { seq } = await getCase(site.table, id);
    await site.table.transact([{ delete: { pk, sk: eventSk(seq) } }]);
    expect(await check()).toBe(`event ${seq} is missing at the end`);
  });

  it('notices that a sealed field was replaced by another that opens as well', async () => {
    await using site = await startEmbedded();
    const [one, other] = [await submit(site), await submit(site, { ...application, idNumber: '429900197202020026' })];
    await site.idle();
    const form = await item(site, { pk: casePk(one), sk: 'FORM#application#0001' });
    const foreign = await item(site, { pk: casePk(other), sk: 'FORM#application#0001' });
    await site.table.transact([{ put: { ...form, sealed: foreign['sealed'] ?? null } }]);
    await expect(faultOf(site.host, await item(site, caseKey(one)))).rejects.toBeInstanceOf(KeyLost);
    await site.table.transact([{ put: { ...form, sealed: {} } }]);
    expect(await faultOf(site.host, await item(site, caseKey(one)))).toMatch(/^event 1: application\.\w+ is gone$/);
  });

  it('still holds when the personal data of the case has been erased', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await answer(site, id, ['li-min', 'acceptance', 'reject', { opinion: '不符合' }]);
    await site.table.transact([{ update: caseKey(id), remove: ['wrappedKey'] }]);
    expect(await faultOf(site.host, await item(site, caseKey(id)))).toBeUndefined();
    await expect(readForm(site.host, await getCase(site.table, id), 'application')).rejects.toBeInstanceOf(KeyLost);
  });

  it('is checked by a command of its own, beside the running host', async () => {
    await using site = await startEmbedded();
    await submit(site);
    await site.idle();
    const { stdout } = await promisify(execFile)(process.execPath, ['infra/embedded/verify.ts', site.folder]);
    expect(stdout).toContain('1 cases checked, 0 broken');
  });
});

describe('personal data', () => {
  it('stands nowhere in clear: not in the database, the engine, the mails or the logs', async () => {
    const logged: string[] = [];
    const spies = (['log', 'warn', 'error'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation((...words: unknown[]) => void logged.push(words.join(' '))),
    );
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, 'payment');
    for (const spy of spies) spy.mockRestore();
    const mails = site.mailbox.list().map(({ subject, text, html }) => `${subject}${text}${html}`);
    const files = ['nuanliu.sqlite', 'nuanliu.sqlite-wal'].map((name) => readFileSync(join(site.folder, name), 'utf8'));
    for (const secret of [application.idNumber, application.cardNo, '患病住院', '2003177']) {
      for (const text of [...mails, ...logged, ...files]) expect(text.includes(secret), secret).toBe(false);
    }
    expect(mails.length).toBeGreaterThan(8);
  });
});

describe('a rule that changes', () => {
  it('judges a case by what was in force when it was submitted, and the next one by the new rule', async () => {
    await using site = await startEmbedded({ at: '2019-03-01T09:00:00+08:00' });
    const old = await submit(site, { ...application, rigidExpenses: [{ kind: 'medical', amountFen: 100_000 }] });
    await site.idle();
    const from = CivilDate.parse('2019-03-02');
    await site.table.transact([policyRow('hardshipAid', from, { dibaoLineFen: 40_000, relativeFactorPercent: 100 })]);
    await site.moveTo('2019-03-04T09:00:00+08:00');
    const young = await submit(site, { ...application, rigidExpenses: [{ kind: 'medical', amountFen: 100_000 }] });
    const category = async (id: typeof old) => {
      await walkTo(site, id, 'classification');
      const each = await getCase(site.table, id);
      return [each.facts['category'], (await readForm(site.host, each, 'calculation'))?.values['dibaoLineFen']];
    };
    // 1,000 yuan a month for two, less 1,000 yuan a year: 458.33 yuan a head.
    expect(await category(old)).toEqual(['DEEP', 69_000]);
    expect(await category(young)).toEqual(['NONE', 40_000]);
  });
});

describe('a missing calendar year', () => {
  it('holds legal clocks until its file comes, and leaves everything else going', async () => {
    await using site = await startEmbedded({ at: '2027-03-01T09:00:00+08:00' });
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const id = await submit(site);
    await answer(site, id, ['li-min', 'acceptance', 'return']); // an officer's deadline is provisional
    await site.idle();
    const held = await getCase(site.table, id);
    expect([held.task, held.flags]).toEqual([undefined, ['failing']]);
    const year = { year: 2027, source: '测试', holidays: ['2027-10-01'], makeUpDays: [] };
    const { mkdirSync, writeFileSync } = await import('node:fs');
    mkdirSync(join(site.folder, 'calendars'), { recursive: true });
    writeFileSync(join(site.folder, 'calendars', '2027.json'), JSON.stringify(year));
    await site.moveTo('2027-03-01T15:00:01+08:00');
    const going = await getCase(site.table, id);
    expect([going.stage, going.flags]).toEqual(['correction', []]);
    quiet.mockRestore();
  });
});
