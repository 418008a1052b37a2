import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import type { CaseId } from '#shared/ids';
import { getNotice, noticesUp } from '#shared/notices/notice';
import { CivilDate } from '#shared/time/civil';
import { browse } from '#test/e2e/console/browser';
import { type Site, startEmbedded } from '#test/fakes';
import { answer } from './campaign.ts';
import { children, toPosting } from './children.ts';

const linkOf = (site: Site, to: string): string => /\/t\/[\w-]+/.exec(site.mailTo(to).at(-1)?.text ?? '')?.[0] ?? '';
const WOMEN = 'fenglan@example.org';
const post = (site: Site, id: CaseId) =>
  answer(site, id, 'feng-lan', 'internalPosting', 'posted', { place: '工会公告栏' });

describe('the internal notice of a campaign for children', () => {
  it('cannot be confirmed before its fifth full working day is over', async () => {
    await using site = await startEmbedded({ at: '2019-05-06T09:00:00+08:00' }); // a Monday
    const id = await toPosting(site);
    const women = await browse(site);
    const posting = linkOf(site, WOMEN);
    await women.post(posting, { outcome: 'posted', filled: 'yes', place: '工会公告栏' });
    expect(await getNotice(site.table, id)).toMatchObject({ scope: 'internal', lastDay: '2019-05-13' });
    const link = linkOf(site, WOMEN);
    expect(link).not.toBe(posting);
    for (const early of ['2019-05-06T10:00:00+08:00', '2019-05-13T23:59:59+08:00']) {
      await site.moveTo(early);
      const refused = await women.post(link, { outcome: 'clear' });
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('公示到2019年5月13日 24:00 期满');
      expect(await getCase(site.table, id)).toMatchObject({ stage: 'internalNotice', noticeClear: false });
    }
    await site.moveTo('2019-05-14T00:00:00+08:00');
    expect((await women.post(link, { outcome: 'clear' })).text).toContain('已收到您的决定');
    expect(await getCase(site.table, id)).toMatchObject({ stage: 'payment', noticeClear: true });
  });

  it('pays nobody when it is answered early past the page', async () => {
    await using site = await startEmbedded({ at: '2019-05-06T09:00:00+08:00' });
    const id = await toPosting(site);
    await post(site, id);
    await answer(site, id, 'feng-lan', 'internalNotice', 'clear');
    expect(await getCase(site.table, id)).toMatchObject({ noticeClear: false });
  });

  it('shows masked names to whoever posts it, and nothing to the public', async () => {
    await using site = await startEmbedded({ at: '2019-05-06T09:00:00+08:00' });
    const id = await toPosting(site);
    const women = await browse(site);
    const list = await women.get(`${linkOf(site, WOMEN)}/posting`);
    expect(list.text.match(/王\*/g)).toHaveLength(children.length);
    for (const { idNumber, name, more } of children)
      for (const secret of [idNumber, name, ...Object.values(more).filter((value) => value.length > 2)])
        expect(list.text).not.toContain(secret);
    await post(site, id);
    expect((await noticesUp(site.table, CivilDate.parse('2019-05-06'))).notices).toEqual([]);
    for (const path of [`/notices/${id}`, `/notices/${id}/objection`]) expect((await women.get(path)).status).toBe(404);
    const objecting = await women.post(`/notices/${id}/objection`, { reason: '不符合条件，请核实' });
    expect(objecting.status).toBe(404);
    expect((await getCase(site.table, id)).stage).toBe('internalNotice');
  });

  it('stops at an objection, runs on for the days left when it is dismissed, and starts anew when it is upheld', async () => {
    await using site = await startEmbedded({ at: '2019-05-06T09:00:00+08:00' });
    const id = await toPosting(site);
    await post(site, id);
    await site.moveTo('2019-05-09T10:00:00+08:00'); // two full days are over, the third has begun
    await answer(site, id, 'feng-lan', 'internalNotice', 'objection', { opinion: '有家长反映一户已不困难' });
    expect(await getCase(site.table, id)).toMatchObject({ stage: 'objection', noticeClear: false });
    await site.moveTo('2019-05-15T10:00:00+08:00'); // the clock stands, however long it takes
    await answer(site, id, 'sun-tao', 'objection', 'dismiss', { opinion: '经核实仍符合条件' });
    expect(await getNotice(site.table, id)).toMatchObject({ round: 1, since: '2019-05-15', lastDay: '2019-05-20' });
    await answer(site, id, 'feng-lan', 'internalNotice', 'objection', { opinion: '又有反映' });
    await answer(site, id, 'sun-tao', 'objection', 'upheld', { opinion: '属实' });
    await answer(site, id, 'li-min', 'rosterCheck', 'confirm');
    await post(site, id);
    expect(await getNotice(site.table, id)).toMatchObject({ round: 2, since: '2019-05-15', lastDay: '2019-05-22' });
  });

  it('waits for the calendar of a year that has not been announced', async () => {
    await using site = await startEmbedded({ at: '2026-12-28T09:00:00+08:00' });
    const id = await toPosting(site, { day: CivilDate.parse('2027-01-08') });
    await post(site, id);
    await site.moveTo('2027-01-20T09:00:00+08:00');
    expect(await getNotice(site.table, id)).toBeUndefined();
    expect((await getCase(site.table, id)).stage).toBe('internalPosting');
    const year = { year: 2027, source: '国办发明电〔2026〕0号', holidays: ['2027-01-01'], makeUpDays: [] };
    await mkdir(join(site.folder, 'calendars'), { recursive: true });
    await writeFile(join(site.folder, 'calendars', '2027.json'), JSON.stringify(year));
    await site.moveTo('2027-01-20T16:00:00+08:00');
    expect(await getNotice(site.table, id)).toMatchObject({ since: '2027-01-20', lastDay: '2027-01-27' });
  });
});
