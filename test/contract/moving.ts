import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openFolder } from '#infra/embedded/folder';
import { storedClock } from '#infra/embedded/timekeeper';
import { exportTo, importFrom } from '#infra/move/archiving';
import { embeddedSource, embeddedTarget } from '#infra/move/embedded';
import { casePk } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { faultOf } from '#shared/events/verify';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { openTaskOf } from '#shared/tasks/decide';
import { submit, walkTo } from '#test/e2e/case';
import { type Site, startEmbedded } from '#test/fakes';

export const temporary = () => {
  const folder = mkdtempSync(join(tmpdir(), 'nuanliu-move-'));
  const [a, archive, b] = [join(folder, 'a'), join(folder, 'archive'), join(folder, 'b')];
  return { a, archive, b, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
};

/** A file as an official's upload leaves it, with a name that is not ASCII. */
const upload = async (site: Site): Promise<void> => {
  const back = site.url;
  const { fields } = await site.files.grant({ key: 'case/a1', maxBytes: 1_000, back, until: site.clock.now() + 1_000 });
  const policy = { policy: fields['policy'] ?? '', signature: fields['signature'] ?? '' };
  await site.files.accept(policy, new File([Buffer.from('89504e470d0a1a0a', 'hex')], '发票 1.png'));
};

/** A data folder with a case in each of the given stages, and a link that an official has by mail. */
export const lived = async (folder: string, ...stages: readonly string[]) => {
  await using site = await startEmbedded({ folder });
  const ids: CaseId[] = [];
  for (const stage of stages) {
    const id = await submit(site);
    await walkTo(site, id, stage);
    ids.push(id);
  }
  await upload(site);
  const [last] = site.mailTo('wanghong@example.org').toReversed();
  const link = /http:\/\/\S+(\/t\/[\w-]+)/.exec(last?.text ?? '')?.[1] ?? expect.unreachable();
  return { ids, link };
};

export const exported = async (data: string, archive: string) => {
  const { store, close } = openFolder(data);
  try {
    return await exportTo(embeddedSource(data, store), archive, new Date());
  } finally {
    close();
  }
};

export const imported = async (archive: string, data: string, at = '2019-03-01T09:00:00+08:00') => {
  const { store, close } = openFolder(data);
  try {
    const clock = storedClock(store, Date.parse(at));
    return await importFrom(archive, embeddedTarget({ folder: data, store, clock, archive }));
  } finally {
    close();
  }
};

/** The chain and each sealed field, as `npm run verify` looks at them. */
export const faults = (host: Pick<Host, 'table' | 'keys'>, ids: readonly CaseId[]) =>
  Promise.all(
    ids.map(async (id) => {
      const item = await host.table.get({ pk: casePk(id), sk: 'CASE' });
      return item ? faultOf(host, item) : `${id} is not here`;
    }),
  );

export const standsAt = async (host: Pick<Host, 'table'>, id: CaseId) => {
  const { stage, version } = await getCase(host.table, id);
  return { stage, version, token: (await openTaskOf({ table: host.table }, id))?.taskToken };
};

export const showsCase = async (site: Site, link: string) => {
  const page = await fetch(new URL(link.slice(1), site.url));
  return [page.status, (await page.text()).includes('陈**')];
};
