import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '#functions/web/admin/routes';
import { getCase } from '#shared/cases/change';
import { closedView, boardPk } from '#shared/cases/boards';
import { parseCsv } from '#shared/export/csv';
import type { CaseId } from '#shared/ids';
import { type Site, startEmbedded } from '#test/fakes';
import { type Browser, browse } from './console/browser.ts';
import { answer, apply, idNumber } from './console/walk.ts';

/** Who sees which of three cases: of two unions in two townships, and one that is closed. */
const SEES = {
  'guan-li': ['red', 'green', 'closed'],
  'qian-hui': ['red', 'green', 'closed'],
  'chen-gang': ['red', 'closed'],
  'xu-fang': ['green'],
  'wang-hong': ['red', 'closed'],
  'lin-yan': ['green'],
  'shen-xue': [],
} as const;
type Name = 'red' | 'green' | 'closed';
const PERSONS = Object.entries(SEES);
const NAMES: readonly Name[] = ['red', 'green', 'closed'];

describe('what each officer sees of each unit', () => {
  let site: Site;
  const ids = new Map<Name, CaseId>();
  const id = (name: Name): CaseId => {
    const found = ids.get(name);
    if (!found) throw new Error(name);
    return found;
  };
  const reference = (name: Name) => id(name).replace('HA', '困');
  const visible = (text: string) => NAMES.filter((name) => text.includes(reference(name)));
  const open = (sees: readonly Name[]) => sees.filter((name) => name !== 'closed');

  beforeAll(async () => {
    site = await startEmbedded();
    ids.set('red', await apply(site, { union: 'hongxing', id: 701 }));
    ids.set('green', await apply(site, { union: 'xishan-huanwei', id: 702 }));
    ids.set('closed', await apply(site, { union: 'hongxing', id: 703 }));
    await answer(site, id('closed'), 'li-min', 'notOurs');
  });
  afterAll(() => site[Symbol.asyncDispose]());

  it.each(PERSONS)('%s: rows and counts of the board', async (person, sees) => {
    const { text } = await (await browse(site, person)).get('/admin/hardshipAid');
    expect(visible(text)).toEqual(open(sees));
    expect(text).toContain(`全部 ${open(sees).length}<`);
  });

  it.each(PERSONS)('%s: a stage, an export and a month of closed cases', async (person, sees) => {
    const browser = await browse(site, person);
    expect(visible((await browser.get('/admin/hardshipAid?stage=acceptance')).text)).toEqual(open(sees));
    const rows = parseCsv((await browser.get('/admin/hardshipAid/export')).text);
    expect(rows.length - 1).toBe(open(sees).length);
    expect(visible((await browser.get('/admin/hardshipAid?closed=2019-03')).text)).toEqual(
      sees.filter((name) => name === 'closed'),
    );
  });

  it.each(PERSONS)('%s: no board of a unit that is not theirs', async (person) => {
    const browser = await browse(site, person);
    for (const unit of ['jiangdong', 'donghu', 'xishan', 'hongxing', 'xishan-huanwei', 'kaifaqu', 'nowhere']) {
      const { status, text } = await browser.get(`/admin/hardshipAid?unit=${unit}`);
      const theirs = status === 200;
      expect([200, 404]).toContain(status);
      if (!theirs) expect(visible(text)).toEqual([]);
    }
  });

  it.each(PERSONS)('%s: search by number and by identity', async (person, sees) => {
    const browser = await browse(site, person);
    for (const [name, n] of [
      ['red', 701],
      ['green', 702],
      ['closed', 703],
    ] as const) {
      for (const q of [reference(name), id(name).toLowerCase(), idNumber(n)]) {
        const { status, location, text } = await browser.post('/admin/search', { q });
        const seen: readonly Name[] = sees;
        if (seen.includes(name)) expect(location).toContain(id(name));
        else expect([status, visible(text)]).toEqual([200, []]);
      }
    }
  });

  const pagesOf = (browser: Browser, name: Name) => [
    browser.get(`/admin/cases/${id(name)}`),
    ...['resend', 'reassign', 'reopen', 'reveal'].map((action) =>
      browser.post(`/admin/cases/${id(name)}/${action}`, {}),
    ),
  ];

  it.each(PERSONS)('%s: pages and actions of a case', async (person, sees) => {
    const browser = await browse(site, person);
    const seen: readonly Name[] = sees;
    for (const name of NAMES) {
      const [page, ...actions] = await Promise.all(pagesOf(browser, name));
      expect(page?.status).toBe(seen.includes(name) ? 200 : 404);
      for (const { status } of actions) expect(seen.includes(name) ? [303, 403] : [404]).toContain(status);
    }
  });

  it.each(['li-min', 'chen-gang', 'wang-hong', 'guan-li'])(
    '%s, who is not finance, handles no money',
    async (person) => {
      const browser = await browse(site, person);
      for (const path of [
        '/admin/payments',
        '/admin/funding',
        '/admin/payments/PB-0000000000',
        '/admin/payments/PB-0000000000/file',
      ]) {
        expect((await browser.get(path)).status).toBe(403);
      }
      expect(
        (await browser.post('/admin/payments', { pipeline: 'hardshipAid', key: 'x'.repeat(20), case: id('red') }))
          .status,
      ).toBe(403);
      expect((await browser.post('/admin/funding', {})).status).toBe(403);
    },
  );

  it.each(['chen-gang', 'wang-hong'])('%s reads no report of the district, and holds no meeting', async (person) => {
    const browser = await browse(site, person);
    for (const path of ['/admin/reports', '/admin/reports.json', '/admin/meetings'])
      expect((await browser.get(path)).status).toBe(403);
  });

  it.each(routes.map(({ method, path }) => [method, path] as const))(
    '%s %s asks for a session',
    async (method, path) => {
      const nobody = await browse(site);
      const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'case' ? id('red') : 'hardshipAid'));
      const { status, location, text } = method === 'GET' ? await nobody.get(address) : await nobody.post(address, {});
      expect([status, visible(text)]).toEqual([303, []]);
      expect(location).toContain('/sign-in?back=');
    },
  );

  it('says nothing of units in what it keeps of a closed case but their own boards', async () => {
    const { township } = await getCase(site.table, id('closed'));
    const of = (unit: string, index: 'township' | 'union') =>
      site.table.query({ index, pk: boardPk('hardshipAid', unit, closedView('2019-03')) });
    expect((await of(township, 'township')).items).toHaveLength(1);
    expect((await of('xishan', 'township')).items).toHaveLength(0);
    expect((await of('xishan-huanwei', 'union')).items).toHaveLength(0);
  });
});
