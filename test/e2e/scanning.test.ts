import { describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import { readForm } from '#shared/cases/forms';
import { EICAR, protocolServer } from '#test/contract/clamd';
import { browse } from '#test/e2e/console/browser';
import { type Site, startEmbedded } from '#test/fakes';
import { submit, walkTo } from './case.ts';

/** A photo by its first bytes. */
const photo = (inside: Uint8Array) => Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), inside]);

/** A surveyor who has uploaded a photo and comes back to the page that asks for it. */
const surveying = async (site: Site, inside: Uint8Array) => {
  const id = await submit(site);
  await walkTo(site, id, 'homeSurvey');
  const mail = site.mailTo('liuyang@example.org').at(-1)?.text ?? '';
  const path = /\/t\/[\w-]+/.exec(mail)?.[0] ?? '';
  const surveyor = await browse(site);
  const asked = await surveyor.post(path, { outcome: 'fit' });
  const back = await surveyor.upload(asked.text, photo(inside));
  const survey = { visitAt: '2019-2-28', surveyors: '刘洋、王红', observations: '住房简陋，与申报一致' };
  return {
    page: await surveyor.get(back.location ?? ''),
    decide: () => surveyor.post(path, { outcome: 'fit', filled: 'yes', ...survey }),
    attached: async () =>
      (await readForm(site.host, await getCase(site.table, id), 'homeSurvey'))?.values['photos'] ?? [],
  };
};

describe('an attachment', () => {
  it('that is infected says so, and goes with no decision', async () => {
    await using scanner = await protocolServer();
    await using site = await startEmbedded({ scanning: { clamd: scanner.address } });
    const { page, decide, attached } = await surveying(site, EICAR);
    expect(page.text).toContain('查出病毒，已隔离，请删除');
    expect((await decide()).status).toBe(200);
    expect(await attached()).toEqual([]);
  });

  it('that is clean says so, and goes along', async () => {
    await using scanner = await protocolServer();
    await using site = await startEmbedded({ scanning: { clamd: scanner.address, unscanned: 'block' } });
    const { page, decide, attached } = await surveying(site, Buffer.from('a house'));
    expect(page.text).toContain('病毒检查通过');
    expect((await decide()).status).toBe(200);
    expect(await attached()).toHaveLength(1);
    const next = /\/t\/[\w-]+/.exec(site.mailTo('liuyang@example.org').at(-1)?.text ?? '')?.[0] ?? '';
    expect((await (await browse(site)).get(next)).text).toContain('病毒检查通过'); // beside the link, for whoever decides
  });

  it('that could not be scanned waits where unscanned files are blocked', async () => {
    await using away = await protocolServer('ERROR');
    await using site = await startEmbedded({ scanning: { clamd: away.address, unscanned: 'block' } });
    const { page, decide, attached } = await surveying(site, Buffer.from('a house'));
    expect(page.text).toContain('检查病毒后才能使用');
    expect((await decide()).status).toBe(200);
    expect(await attached()).toEqual([]);
  });
});
