import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseKey } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { type CaseId, PersonId, UnitId } from '#shared/ids';
import { organisationKeys } from '#shared/people/organisation';
import { openTaskOf } from '#shared/tasks/decide';
import { linkKey } from '#shared/tasks/links';
import { reassign } from '#shared/tasks/reassign';
import { taskKey } from '#shared/tasks/task';
import { browse } from '#test/e2e/applicant';
import { answer, submit, walkTo } from '#test/e2e/case';
import { type Site, startEmbedded } from '#test/fakes';

/** What a link says when it no longer leads to a task; fresh links; stepping aside. */
let site: Site;
beforeAll(async () => {
  site = await startEmbedded();
});
afterAll(async () => site[Symbol.asyncDispose]());

const CHAIR = 'wanghong@example.org';
const DEPUTY = 'liuyang@example.org';
const UNION = UnitId.parse('hongxing');
const linkTo = (email: string, from = site): string =>
  /https?:\S+\/t\/[\w-]+/.exec(from.mailTo(email).at(-1)?.text ?? '')?.[0] ?? expect.unreachable();
const pathOf = (link: string): string => new URL(link).pathname;
const aCase = async (): Promise<{ id: CaseId; path: string }> => {
  const id = await submit(site);
  await walkTo(site, id, 'unionReview');
  await site.idle();
  return { id, path: pathOf(linkTo(CHAIR)) };
};
const taskOfCase = async (id: CaseId) => (await openTaskOf(site.host, id)) ?? expect.unreachable();
const expire = async (path: string) => {
  await site.table.transact([{ update: linkKey(path.split('/')[2] ?? ''), set: { expiresAt: site.clock.now() - 1 } }]);
};
const chairIs = (holders: string[]) => {
  const key = organisationKeys.position('unionChair', UNION);
  return site.table.transact([{ put: { ...key, role: 'unionChair', unit: UNION, holders, deputies: ['liu-yang'] } }]);
};
const someone = { kind: 'person', person: 'guan-li', role: 'admin', unit: 'jiangdong' } as const;

const dead: [cause: string, kill: (id: CaseId, path: string) => Promise<unknown>, words: string, status: number][] = [
  ['expired', (_id, path) => expire(path), '这个链接已过期', 410],
  [
    'replaced by a fresh one',
    async (_id, path) => {
      await expire(path);
      await browse(site.url).post(`${path}/fresh`);
    },
    '已被新链接替换',
    410,
  ],
  [
    'reassigned',
    async (id) => {
      const task = await taskOfCase(id);
      const change = {
        from: PersonId.parse('wang-hong'),
        to: [PersonId.parse('liu-yang')],
        by: someone,
        reason: '出差',
      };
      await reassign(site.host, id, task.id, change);
    },
    '已改由他人办理',
    410,
  ],
  ['decided by you', (_id, path) => browse(site.url).post(path, { outcome: 'approve' }), '已收到您的决定', 200],
  [
    'decided by somebody else',
    (id) => answer(site, id, ['liu-yang', 'unionReview', 'approve']),
    '工会主席已于 2019年3月1日 09:00 作出决定',
    410,
  ],
  [
    'cancelled',
    async (id) => {
      const task = await taskOfCase(id);
      await site.table.transact([{ update: taskKey(id, task.id), set: { status: 'cancelled' } }]);
    },
    '这件事已撤销',
    410,
  ],
  ['of somebody who left the position', () => chairIs(['ma-jun']), '您已不在这个岗位', 410],
];

describe('a dead link', () => {
  it.each(dead)('%s says so, and nothing of the case', async (_cause, kill, words, status) => {
    const { id, path } = await aCase();
    await kill(id, path);
    await site.idle();
    const page = await browse(site.url).get(path);
    expect([page.status, page.text]).toEqual([status, expect.stringContaining(words)]);
    expect(page.text).not.toMatch(/4,300|医疗救助|陈\*|红星/);
    if (status === 410) expect(page.text).not.toContain(id.slice(3));
    const posted = await browse(site.url).post(path, { outcome: 'approve' });
    expect([posted.status, posted.text]).toEqual([status, page.text]);
    await chairIs(['wang-hong']);
  });

  it.each(['x'.repeat(43), 'short', '%E4%B8%AD', `${'a'.repeat(42)}!`, '..%2f..%2fadmin'])(
    'that is unknown or malformed (%s) is not valid, whatever is done with it',
    async (token) => {
      const pages = [
        await browse(site.url).get(`/t/${token}`),
        await browse(site.url).post(`/t/${token}`, { outcome: 'approve' }),
        await browse(site.url).post(`/t/${token}/fresh`),
        await browse(site.url).get(`/t/${token}/files/application/identityFiles/1`),
      ];
      for (const page of pages)
        expect([page.status, page.text]).toEqual([404, expect.stringContaining('这个链接无效')]);
    },
  );
});

describe('a fresh link', () => {
  it('goes to the registered address, works, and kills the old one; at most one an hour', async () => {
    const { id, path } = await aCase();
    await expire(path);
    const before = site.mailTo(CHAIR).length;
    expect((await browse(site.url).get(path)).text).toContain('把新链接发到我的邮箱');
    expect((await browse(site.url).post(`${path}/fresh`)).text).toContain('新链接已发到您登记的邮箱');
    await site.idle();
    expect(site.mailTo(CHAIR)).toHaveLength(before + 1);
    const fresh = pathOf(linkTo(CHAIR));
    expect(fresh).not.toBe(path);
    expect((await browse(site.url).post(`${path}/fresh`)).status).toBe(429);
    await site.idle();
    expect(site.mailTo(CHAIR)).toHaveLength(before + 1);
    await browse(site.url).post(fresh, { outcome: 'approve' });
    await site.idle();
    expect((await getCase(site.table, id)).stage).toBe('homeSurvey');
  });
});

describe('stepping aside', () => {
  it('takes the person off the task and asks the deputy; the reason is on record and in no mail', async () => {
    const { id, path } = await aCase();
    const chair = browse(site.url);
    expect((await chair.get(path)).text).toContain('我与申请人有亲属关系，请求回避');
    expect((await chair.post(`${path}/recuse`, { reason: ' ' })).status).toBe(422);
    expect((await chair.post(`${path}/recuse`, { reason: '申请人是我的表弟' })).text).toContain('已回避');
    await site.idle();
    expect((await taskOfCase(id)).asked).toEqual(['liu-yang']);
    expect((await chair.get(path)).text).toContain('已改由他人办理');
    const mail = site.mailTo(DEPUTY).at(-1);
    expect(mail?.subject).toContain('改请办理');
    expect(mail?.text).not.toContain('表弟');
    const { items } = await site.table.query({
      pk: caseKey(id).pk,
      from: 'EVENT#',
      to: 'EVENT#~',
      descending: true,
      limit: 1,
    });
    expect(items[0]).toMatchObject({
      type: 'recused',
      by: { person: 'wang-hong' },
      data: { from: 'wang-hong', to: ['liu-yang'] },
    });
    expect(JSON.stringify(items)).not.toContain('表弟');
    expect((await browse(site.url).post(pathOf(linkTo(DEPUTY)), { outcome: 'approve' })).text).toContain(
      '已收到您的决定',
    );
  });

  it('asks who is on duty when the deputy steps aside too', async () => {
    const { id, path } = await aCase();
    await browse(site.url).post(`${path}/recuse`, { reason: '亲属' });
    await site.idle();
    await browse(site.url).post(`${pathOf(linkTo(DEPUTY))}/recuse`, { reason: '也是亲属' });
    await site.idle();
    expect((await taskOfCase(id)).asked).toEqual(['zhao-yu']);
    expect((await browse(site.url).post(pathOf(linkTo('zhaoyu@example.org')), { outcome: 'approve' })).status).toBe(
      200,
    );
  });
});

describe('two steps that must be kept apart', () => {
  it('are refused to one person, who is told who else may decide', async () => {
    await using own = await startEmbedded();
    const id = await submit(own);
    await walkTo(own, id, 'townshipReview');
    await own.idle();
    const key = caseKey(id);
    const { acted } = await getCase(own.table, id);
    await own.table.transact([{ update: key, set: { acted: { ...acted, homeSurvey: 'chen-gang' } } }]);
    const path = pathOf(linkTo('chengang@example.org', own));
    const page = await browse(own.url).get(path);
    expect(page.text).toContain('这一步要由另一个人决定');
    expect(page.text).toContain('您已在「入户调查」作过决定');
    const posted = await browse(own.url).post(path, { outcome: 'approve' });
    expect([posted.status, posted.text]).toEqual([409, expect.stringContaining('同一个人不能办理这两步')]);
    expect((await openTaskOf(own.host, id))?.status).toBe('open');
  });
});
