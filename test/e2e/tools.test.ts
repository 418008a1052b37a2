import { execFile, type ExecFileOptions } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ROOT } from '#infra/aws/bundle';
import { type Site, startEmbedded } from '#test/fakes';
import { submit, walkTo } from './case.ts';

type Ran = { code: number; said: string };

const run = (path: string, args: readonly string[], options: ExecFileOptions): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(process.execPath, [path, ...args], { ...options, encoding: 'utf8' }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, said: `${stdout}${stderr}` });
    });
  });
const tool = (name: string, args: readonly string[], env: Record<string, string>): Promise<Ran> =>
  run(`infra/embedded/${name}.ts`, args, { env: { ...process.env, ...env } });

const temporary = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nuanliu-tool-'));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
};

const linkIn = (site: Site, to: string): string =>
  /http:\/\/\S+\/t\/[\w-]+/.exec(site.mailTo(to).at(-1)?.text ?? '')?.[0] ?? '';

describe.each([
  ['asl', 'infra/asl.ts'],
  ['verify', 'infra/embedded/verify.ts'],
  ['packet', 'infra/embedded/packet.ts'],
  ['backup', 'infra/embedded/backup.ts'],
  ['union', 'infra/embedded/union.ts'],
  ['export', 'infra/move/export.ts'],
  ['import', 'infra/move/import.ts'],
  ['replay', 'test/scenarios/replay.ts'],
])('npm run %s', (name, file) => {
  it('says how it is called, to whoever asks or calls it otherwise, and leaves nothing behind', async () => {
    await using place = await temporary();
    const at = { cwd: place.folder, env: { PATH: process.env['PATH'] } };
    const ran = (...args: readonly string[]) => run(fileURLToPath(new URL(file, ROOT)), args, at);
    const usage = expect.stringContaining(`npm run ${name} `);
    expect(await ran('--help')).toEqual({ code: 0, said: usage });
    expect(await ran('--wrong')).toEqual({ code: 2, said: usage });
    expect(await ran('one', 'two', 'three')).toEqual({ code: 2, said: usage });
    expect(readdirSync(place.folder)).toEqual([]);
  });
});

describe('backup', () => {
  it('copies a running host so that the copy verifies, keeps its cases, and its open links still work', async () => {
    await using site = await startEmbedded();
    await using place = await temporary();
    const id = await submit(site);
    await walkTo(site, id, 'unionReview');
    await site.idle();
    const copy = join(place.folder, 'copy');
    const made = await tool('backup', [copy], { NUANLIU_DATA: site.folder });
    expect(made).toMatchObject({ code: 0 });
    await submit(site); // the host goes on; the copy does not
    expect(await tool('verify', [copy], {})).toEqual({ code: 0, said: '1 cases checked, 0 broken\n' });
    await using restored = await startEmbedded({ folder: copy });
    const { pathname } = new URL(linkIn(site, 'wanghong@example.org'));
    const page = await fetch(new URL(pathname, restored.url));
    expect([page.status, (await page.text()).includes('陈**')]).toEqual([200, true]);
  });

  it('never overwrites, and says what to do', async () => {
    await using site = await startEmbedded();
    await using place = await temporary();
    const refused = await tool('backup', [place.folder], { NUANLIU_DATA: site.folder });
    expect(refused.code).toBe(1);
    expect(refused.said).toContain('exists already');
    const nowhere = await tool('backup', [], { NUANLIU_DATA: site.folder });
    expect(nowhere).toMatchObject({ code: 2, said: expect.stringContaining('npm run backup -- /path/to/new-folder') });
  });
});

describe('union import', () => {
  const sample = readFileSync('infra/embedded/sample/union.yaml', 'utf8');

  it('takes in a federation of one’s own, no longer marked as sample', async () => {
    await using place = await temporary();
    const file = join(place.folder, 'union.yaml');
    writeFileSync(file, sample.replace('江东区总工会（示例）', '江南区总工会'));
    const data = join(place.folder, 'data');
    expect(await tool('union', ['import', file], { NUANLIU_DATA: data })).toMatchObject({ code: 0 });
    await using site = await startEmbedded({ folder: data });
    const page = await (await fetch(site.url)).text();
    expect(page).toContain('江南区总工会');
    expect(page).not.toContain('示例数据');
  });

  it.each([
    ['a unit that is not there', 'parent: donghu }', 'parent: dongu }', 'its parent is not a unit'],
    ['a person who is not there', 'holders: [li-min]', 'holders: [li-mi]', 'li-mi is not a person'],
    ['a role that does not exist', 'role: viceChair', 'role: viseChair', 'positions'],
    ['broken YAML', 'units:', 'units: [', 'line'],
  ])('names %s and writes nothing', async (_, from, to, why) => {
    await using place = await temporary();
    const file = join(place.folder, 'union.yaml');
    writeFileSync(file, sample.replace(from, to));
    const data = join(place.folder, 'data');
    const refused = await tool('union', ['import', file], { NUANLIU_DATA: data });
    expect(refused.code).toBe(1);
    expect(refused.said).toContain(why);
    expect(existsSync(data)).toBe(false);
  });

  it('is refused over a folder that holds sample cases', async () => {
    await using place = await temporary();
    const data = join(place.folder, 'data');
    {
      await using site = await startEmbedded({ folder: data });
      await submit(site);
      await site.idle();
    }
    const refused = await tool('union', ['import', 'infra/embedded/sample/union.yaml'], { NUANLIU_DATA: data });
    expect(refused.said).toContain('holds sample cases');
  });
});
