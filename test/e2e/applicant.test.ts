import { describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import { readForm } from '#shared/cases/forms';
import { CaseId } from '#shared/ids';
import { sealedIn } from '#shared/pipeline';
import { decideTask } from '#shared/tasks/decide';
import { getTask } from '#shared/tasks/task';
import { startEmbedded } from '#test/fakes';
import { hardshipAid } from '#workflows/hardshipAid/index';
import { taskOf } from '#workflows/index';
import { ANSWERS, applyFor, browse, codeIn, fillIn } from './applicant.ts';

type Site = Awaited<ReturnType<typeof startEmbedded>>;

const cases = async ({ host }: Site) =>
  (await host.table.query({ index: 'district', pk: 'BOARD#hardshipAid#jiangdong#all' })).items;

/** Answers the open task as its officer would. */
const decide = async ({ host, idle }: Site, id: string, outcome: string, values: Record<string, string | string[]>) => {
  await idle();
  const each = await getCase(host.table, CaseId.parse(id));
  if (each.task === undefined) throw new Error('The case waits for nobody');
  const task = await getTask(host.table, each.id, each.task);
  const { opinion, ...rest } = values;
  await decideTask(host, {
    caseId: each.id,
    task: task.id,
    definition: taskOf(hardshipAid, task.name),
    by: { kind: 'person', person: task.asked[0] ?? '', role: task.role, unit: task.unit },
    outcome,
    values: rest,
    ...(typeof opinion === 'string' && { opinion }),
    sensitive: sealedIn(hardshipAid),
  });
  await idle();
};

describe('applying', () => {
  it('goes page by page to a receipt that says what happens next and by when', async () => {
    await using site = await startEmbedded();
    const browser = browse(site.url);
    let at = (await browser.get('/apply')).path;
    for (const [slug, form] of Object.entries(ANSWERS)) {
      expect(at).toBe(`/apply/${slug}`);
      at = (await browser.post(at, form)).path;
    }
    expect(at).toBe('/apply/check');
    const done = await browser.post('/apply/submit');
    expect(done.path).toBe('/apply/done');
    expect(done.text).toMatch(/困-2019-\d{6}/);
    expect(done.text).toContain('2019年3月5日');
    const code = codeIn(done.text);
    await site.idle();
    expect(site.mailTo('chen@example.org').at(-1)?.text).toContain(code);
  });

  it('keeps what was typed when something is wrong, and names it in the same words twice', async () => {
    await using site = await startEmbedded();
    const browser = browse(site.url);
    await browser.post('/apply/consent', { consent: 'yes' });
    const page = await browser.post('/apply/income', { ownMonthlyFen: '两千三' });
    expect(page.status).toBe(422);
    expect(page.text).toContain('<title>错误：');
    expect(page.text).toContain('value="两千三"');
    expect(page.text.match(/本人月收入要填数字，例如 2300 或 2300.50/g)).toHaveLength(2);
    expect(page.text).toContain('href="#ownMonthlyFen"');
  });

  it('changes one answer and comes straight back, past newly needed questions only', async () => {
    await using site = await startEmbedded();
    const browser = browse(site.url);
    await fillIn(browser);
    const changed = await browser.post('/apply/income?to=check', { to: 'check', ownMonthlyFen: '900' });
    expect(changed.path).toBe('/apply/check');
    expect(changed.text).toContain('900.00 元');
    const opened = await browser.post('/apply/health?to=check', { to: 'check', healthStatus: 'DISABLED' });
    expect(opened.path).toBe('/apply/disability?to=check');
    const back = await browser.post(opened.path, { to: 'check', disability: '肢体二级' });
    expect(back.path).toBe('/apply/check');
  });

  it('lists people one per page; saving one twice adds one', async () => {
    await using site = await startEmbedded();
    const browser = browse(site.url);
    await browser.post('/apply/consent', { consent: 'yes' });
    const blank = await browser.post('/apply/members', { another: 'yes' });
    const action = /action="([^"]*members\/[a-f0-9]{12})"/.exec(blank.text)?.[1] ?? '';
    const child = {
      name: '陈小明',
      relation: 'CHILD',
      idNumber: '429900201003030034',
      health: 'HEALTHY',
      insurance: 'RESIDENT',
      monthlyIncomeFen: '0',
      isStudent: 'yes',
      grade: 'COMPULSORY',
    };
    await browser.post(action, child);
    const list = await browser.post(action, { ...child, name: '陈小明明' });
    expect(list.text.match(/<section class="card">/g)).toHaveLength(1);
    expect(list.text).toContain('陈小明明');
    expect(list.text).not.toContain('429900201003030034');
    expect((await browser.post(action, { remove: 'yes' })).text).not.toContain('陈小明明');
  });

  it('cannot be sent while something is missing', async () => {
    await using site = await startEmbedded();
    const browser = browse(site.url);
    await browser.post('/apply/consent', { consent: 'yes' });
    expect((await browser.post('/apply/submit')).path).toBe('/apply/name?to=check');
    expect(await cases(site)).toHaveLength(0);
  });

  it('works under a path of the site’s own, with every link and cookie inside it', async () => {
    await using site = await startEmbedded({ path: '/union/nl/' });
    const browser = browse(site.url);
    await fillIn(browser);
    const check = await browser.get('/apply/check');
    const links = [...check.text.matchAll(/(?:href|action)="(\/[^"]*)"/g)].flatMap(([, link]) => link ?? []);
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((link) => !link.startsWith('/union/nl/'))).toEqual([]);
    const done = await browser.post('/apply/submit');
    expect(done.path).toBe('/apply/done');
    await site.idle();
    expect((await browser.get('/status')).text).toContain('帮扶中心');
    expect(site.mailTo('chen@example.org').at(-1)?.text).toContain(`${site.url.href}status`);
  });

  it('makes one case of twenty parallel posts, and everyone gets the same receipt', async () => {
    await using site = await startEmbedded();
    const browser = browse(site.url);
    await fillIn(browser);
    const receipts = await Promise.all(Array.from({ length: 20 }, () => browser.post('/apply/submit')));
    expect(new Set(receipts.map(({ path, text }) => `${path} ${/困-2019-\d+/.exec(text)?.[0]}`)).size).toBe(1);
    expect(await cases(site)).toHaveLength(1);
    expect((await browser.post('/apply/submit')).path).toBe('/apply/done');
    await site.idle();
  });

  it('loses no field when two windows save at the same time', async () => {
    await using site = await startEmbedded();
    const browser = browse(site.url);
    await browser.post('/apply/consent', { consent: 'yes' });
    const slugs = ['name', 'contact', 'origin', 'home', 'employer', 'work', 'income', 'housing'];
    await Promise.all(slugs.map((slug) => browser.postOnly(`/apply/${slug}`, ANSWERS[slug] ?? {})));
    for (const slug of slugs) {
      const { text } = await browser.get(`/apply/${slug}`);
      expect(text, slug).toMatch(/value="[^"]+"|checked/);
    }
  });

  it('keeps every sensitive answer sealed', async () => {
    await using site = await startEmbedded();
    const browser = browse(site.url);
    await fillIn(browser);
    const rows = () => JSON.stringify(site.store.db.prepare('SELECT body FROM item').all());
    expect(rows()).not.toMatch(/429900198001010019|6222021234567890128|确诊重病|陈大明/);
    await browser.post('/apply/submit');
    await site.idle();
    expect(rows()).not.toMatch(/429900198001010019|6222021234567890128|确诊重病|"SERIOUS"/);
  });
});

describe('coming back', () => {
  it('goes on from another phone with the code and the last four digits', async () => {
    await using site = await startEmbedded();
    const first = browse(site.url);
    await first.post('/apply/consent', { consent: 'yes' });
    await first.post('/apply/name', ANSWERS['name'] ?? {});
    const code = codeIn((await first.post('/apply/contact', ANSWERS['contact'] ?? {})).text);
    const second = browse(site.url);
    const back = await second.post('/return', {
      code: ` ${code.toLowerCase().replaceAll('-', ' ')} `,
      last: '８０００',
    });
    expect(back.path).toBe('/apply/origin');
    expect((await second.get('/apply/name')).text).toContain('value="陈大明"');
  });

  it('forgets a draft thirty days after it was last saved', async () => {
    await using site = await startEmbedded();
    const first = browse(site.url);
    await first.post('/apply/consent', { consent: 'yes' });
    const code = codeIn((await first.post('/apply/contact', ANSWERS['contact'] ?? {})).text);
    await site.moveTo('2019-03-31T08:59:00+08:00');
    const again = { code, last: '8000' };
    expect((await browse(site.url).post('/return', again)).path).toBe('/apply/name');
    await site.moveTo('2019-03-31T09:01:00+08:00');
    expect((await browse(site.url).post('/return', again)).status).toBe(422);
  });

  it('keeps what was typed when the session had ended, also on a page for one row', async () => {
    await using site = await startEmbedded();
    const first = browse(site.url);
    await first.post('/apply/consent', { consent: 'yes' });
    const code = codeIn((await first.post('/apply/contact', ANSWERS['contact'] ?? {})).text);
    for (const path of ['/apply/home', '/apply/members/0123456789ab']) {
      const late = browse(site.url);
      const asked = await late.post(path, { address: '幸福路 8 号', name: '陈小明', relation: 'CHILD' });
      expect(asked.status).toBe(401);
      const [, at = ''] = /name="at" value="([^"]*)"/.exec(asked.text) ?? [];
      const [, typed = ''] = /name="typed" value="([^"]*)"/.exec(asked.text) ?? [];
      const back = await late.post('/return', { code, last: '8000', at, typed: typed.replaceAll('&amp;', '&') });
      expect(back.text).toMatch(/value="(?:幸福路 8 号|陈小明)"/);
      expect(back.text).toContain(`action="${path}"`);
      expect((await late.get('/apply/name')).status).toBe(200);
    }
  });

  it('deletes what was filled in when its owner wants that', async () => {
    await using site = await startEmbedded();
    const browser = browse(site.url);
    await browser.post('/apply/consent', { consent: 'yes' });
    const code = codeIn((await browser.post('/apply/contact', ANSWERS['contact'] ?? {})).text);
    expect((await browser.post('/apply/discard')).path).toBe('/');
    expect((await browser.post('/return', { code, last: '8000' })).status).toBe(422);
    expect(site.store.db.prepare("SELECT count(*) AS n FROM item WHERE pk LIKE 'DRAFT%'").get()).toEqual({ n: 0 });
  });

  it('slows down whoever tries ten wrong codes, and nobody else', async () => {
    await using site = await startEmbedded();
    const first = browse(site.url);
    await first.post('/apply/consent', { consent: 'yes' });
    const code = codeIn((await first.post('/apply/contact', ANSWERS['contact'] ?? {})).text);
    const guess = browse(site.url);
    const tries = await Array.from({ length: 11 }).reduce<Promise<number[]>>(async (before) => {
      const done = await before;
      return [...done, (await guess.post('/return', { code: '2222-2222-2222', last: '0000' })).status];
    }, Promise.resolve([]));
    expect(tries).toEqual([...Array.from({ length: 10 }, () => 422), 429]);
    expect((await guess.post('/return', { code, last: '8000' })).path).toBe('/apply/name');
    await site.moveTo('2019-03-01T09:15:01+08:00');
    expect((await guess.post('/return', { code: '2222-2222-2222', last: '0000' })).status).toBe(422);
  });

  it('shows a receipt that was bookmarked to nobody without the session', async () => {
    await using site = await startEmbedded();
    const browser = browse(site.url);
    const id = await applyFor(browser);
    await site.idle();
    for (const path of ['/apply/done', '/status', '/apply/check', '/apply/name']) {
      const { text } = await browse(site.url).get(path);
      expect(text).not.toContain(id.slice(3));
      expect(text).not.toMatch(/陈|[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\./);
    }
    await browser.post('/leave');
    expect((await browser.get('/status')).path).toBe('/return');
  });

  it('leads from the code to the case once it has been sent', async () => {
    await using site = await startEmbedded();
    const browser = browse(site.url);
    await fillIn(browser);
    const code = codeIn((await browser.post('/apply/submit')).text);
    await site.idle();
    const back = await browse(site.url).post('/return', { code, last: '8000' });
    expect(back.path).toBe('/status');
    expect(back.text).toContain('帮扶中心');
  });
});

describe('a case that was returned', () => {
  const returned = async (site: Site) => {
    const browser = browse(site.url);
    const id = await applyFor(browser);
    await decide(site, id, 'return', { sections: ['money'], opinion: '请核对月收入' });
    return { browser, id };
  };

  it('says why, and opens only the parts to mend', async () => {
    await using site = await startEmbedded();
    const { browser, id } = await returned(site);
    const status = await browser.get('/status');
    expect(status.text).toContain('请核对月收入');
    expect((await browser.get('/apply/income')).status).toBe(200);
    for (const slug of ['name', 'home', 'aid', 'identity-files']) {
      expect((await browser.get(`/apply/${slug}`)).status, slug).toBe(409);
      expect((await browser.post(`/apply/${slug}`, ANSWERS[slug] ?? {})).status, slug).toBe(409);
    }
    const before = await getCase(site.host.table, CaseId.parse(id));
    expect((await readForm(site.host, before, 'application'))?.version).toBe(1);
  });

  it('goes on once it is sent again, with the application at its next version', async () => {
    await using site = await startEmbedded();
    const { browser, id } = await returned(site);
    const check = await browser.post('/apply/income', { ownMonthlyFen: '950' });
    expect(check.path).toBe('/apply/check');
    expect(check.text).toContain('950.00 元');
    expect(check.text).not.toContain('家庭住址');
    const sent = await browser.post('/apply/submit');
    await site.idle();
    expect(sent.path).toBe('/status?done=resubmit');
    expect((await browser.get('/status')).text).not.toContain('请核对月收入');
    const each = await getCase(site.host.table, CaseId.parse(id));
    const { version, values } = (await readForm(site.host, each, 'application')) ?? {};
    expect({ version, income: values?.['ownMonthlyFen'], name: values?.['name'] }).toEqual({
      version: 2,
      income: 95_000,
      name: '陈大明',
    });
    expect((await browser.post('/apply/income', { ownMonthlyFen: '1' })).status).toBe(409);
  });
});

describe('what an applicant may answer', () => {
  it('withdraws, after being asked once more', async () => {
    await using site = await startEmbedded();
    const browser = browse(site.url);
    await applyFor(browser);
    await site.idle();
    expect((await browser.get('/status/withdraw')).text).toContain('确定要撤回申请吗');
    await browser.post('/status/withdraw');
    await site.idle();
    expect((await browser.get('/status')).text).toContain('您已撤回申请');
  });

  it('appeals once, with grounds', async () => {
    await using site = await startEmbedded();
    const browser = browse(site.url);
    const id = await applyFor(browser);
    await decide(site, id, 'accept', {});
    await decide(site, id, 'reject', { opinion: '不符合条件' });
    const status = await browser.get('/status');
    expect(status.text).toContain('不符合条件');
    const task = /name="task" value="([^"]+)"/.exec(status.text)?.[1] ?? '';
    const short = await browser.post('/status', { task, outcome: 'appeal', grounds: '不服' });
    expect(short.text).toContain('复核理由至少写 5 个字');
    await browser.post('/status', { task, outcome: 'appeal', grounds: '收入证明有误，请复核' });
    await site.idle();
    expect((await browser.post('/status', { task, outcome: 'appeal', grounds: '收入证明有误，请复核' })).status).toBe(
      409,
    );
  });

  it('refuses answers that are not the applicant’s to give', async () => {
    await using site = await startEmbedded();
    const browser = browse(site.url);
    await applyFor(browser);
    await site.idle();
    expect((await browser.post('/status', { task: 'acceptance.1', outcome: 'accept' })).status).toBe(409);
  });
});
