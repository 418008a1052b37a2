import { describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import { PersonId, TaskId, UnitId } from '#shared/ids';
import { organisationKeys } from '#shared/people/organisation';
import { reassign } from '#shared/tasks/reassign';
import { startEmbedded } from '#test/fakes';
import { answer, submit } from './case.ts';
import { browse } from './console/browser.ts';

describe('a task that keeps silent', () => {
  it('is reminded half way and after its end, then asks deputy, duty officer and admin, each once', async () => {
    await using site = await startEmbedded({ at: '2019-03-01T09:00:00+08:00' }); // a Friday
    const id = await submit(site);
    await answer(site, id, ['li-min', 'acceptance', 'accept']);
    const sent = (to: string) => site.mailTo(`${to}@example.org`).length;
    const before = { chair: sent('wanghong'), deputy: sent('liuyang'), duty: sent('zhaoyu'), admin: sent('admin') };
    const since = () => ({
      chair: sent('wanghong') - before.chair,
      deputy: sent('liuyang') - before.deputy,
      duty: sent('zhaoyu') - before.duty,
      admin: sent('admin') - before.admin,
    });
    expect(before.chair).toBe(1); // asked; five working days: to Friday the 8th
    await site.moveTo('2019-03-06T09:00:00+08:00');
    expect(since()).toEqual({ chair: 1, deputy: 0, duty: 0, admin: 0 });
    await site.moveTo('2019-03-11T09:00:00+08:00');
    expect(since()).toEqual({ chair: 2, deputy: 0, duty: 0, admin: 0 });
    await site.moveTo('2019-03-12T09:00:00+08:00');
    expect(since()).toEqual({ chair: 2, deputy: 1, duty: 0, admin: 0 });
    await site.moveTo('2019-03-13T09:00:00+08:00');
    expect(since()).toEqual({ chair: 2, deputy: 1, duty: 1, admin: 0 });
    await site.moveTo('2019-03-14T09:00:00+08:00');
    expect(since()).toEqual({ chair: 2, deputy: 1, duty: 1, admin: 1 });
    await site.moveTo('2019-05-14T09:00:00+08:00');
    expect(since()).toEqual({ chair: 2, deputy: 1, duty: 1, admin: 1 });
    const each = await getCase(site.table, id);
    expect([each.stage, each.flags]).toEqual(['unionReview', ['stuck']]);
    await answer(site, id, ['liu-yang', 'unionReview', 'approve']); // a late answer is still an answer
    expect((await getCase(site.table, id)).flags).toEqual([]);
  });

  it('is on the list of whoever it has climbed to, or was named by hand, for as long as it waits', async () => {
    await using site = await startEmbedded({ at: '2019-03-01T09:00:00+08:00' });
    const id = await submit(site);
    await answer(site, id, ['li-min', 'acceptance', 'accept']);
    const listed = async (who: string) =>
      (await (await browse(site, who)).get('/tasks')).text.split(`/tasks/${id}/unionReview.1"`).length - 1;
    const [duty, named] = ['zhao-yu', 'xu-fang'];
    await site.moveTo('2019-03-12T09:00:00+08:00');
    expect(await listed(duty)).toBe(0);
    await site.moveTo('2019-03-13T09:00:00+08:00');
    expect(await listed(duty)).toBe(1);
    const task = TaskId.parse('unionReview.1');
    const by = { kind: 'person', person: 'guan-li', role: 'admin', unit: 'jiangdong' } as const;
    const to = [PersonId.parse('xu-fang')];
    await reassign(site.host, id, task, { from: PersonId.parse('zhao-yu'), to, by, reason: '出差' });
    expect([await listed(duty), await listed(named)]).toEqual([0, 1]);
    await answer(site, id, ['xu-fang', 'unionReview', 'approve']);
    expect([await listed(duty), await listed(named)]).toEqual([0, 0]);
  });

  it('sends at most one mail a rung when the clock leaps over a month, twice', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await site.idle();
    const sent = () => site.mailbox.list().length;
    const asked = sent();
    site.clock.moveTo(Date.parse('2019-04-01T09:00:00+08:00'));
    await site.moveTo('2019-04-01T09:00:01+08:00');
    expect(sent() - asked).toBe(1); // the two reminders are one
    site.clock.moveTo(Date.parse('2019-05-06T09:00:00+08:00'));
    await site.moveTo('2019-05-06T09:00:01+08:00');
    expect(sent() - asked).toBe(2);
    await site.moveTo('2019-06-06T09:00:00+08:00');
    expect(sent() - asked).toBe(4);
    expect((await getCase(site.table, id)).stage).toBe('acceptance');
  });

  it('goes to whoever is on duty when nobody holds its position, and says so', async () => {
    await using site = await startEmbedded();
    const district = UnitId.parse('jiangdong');
    await site.table.transact([{ delete: organisationKeys.position('caseOfficer', district) }]);
    const id = await submit(site);
    await site.idle();
    const each = await getCase(site.table, id);
    expect(each.stage).toBe('acceptance');
    expect(site.mailTo('zhaoyu@example.org').length).toBe(2); // asked, and told that the position is empty
  });
});
