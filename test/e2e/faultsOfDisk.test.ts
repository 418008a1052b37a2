import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { startEmbedded } from '#test/fakes';
import { oneSentence, start } from './starting.ts';

/** A disk of a few megabytes; only root can make one, so elsewhere this is skipped. */
const small = (): string | undefined => {
  const path = mkdtempSync(join(tmpdir(), 'nuanliu-small-'));
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', path]).status === 0 ? path : undefined;
};
const disk = process.platform === 'linux' && process.getuid?.() === 0 ? small() : undefined;

describe.skipIf(disk === undefined)('a disk that is full', { timeout: 120_000 }, () => {
  afterAll(() => {
    spawnSync('umount', [disk ?? '']);
    rmSync(disk ?? '', { recursive: true, force: true });
  });
  const fill = (): string => {
    const ballast = join(disk ?? '', 'ballast');
    const file = openSync(ballast, 'w');
    const block = Buffer.alloc(4_096, 1);
    try {
      for (;;) writeSync(file, block);
    } catch {
      closeSync(file); // nothing more fits
      return ballast;
    }
  };

  it('stops a start with one sentence, and starts again once there is room', async () => {
    const path = join(disk ?? '', 'data');
    mkdirSync(path);
    const ballast = fill();
    const stopped = await start({ NUANLIU_DATA: path });
    rmSync(ballast);
    oneSentence(stopped, /disk/);
    const site = await startEmbedded({ folder: path });
    expect((await fetch(new URL('healthz', site.url))).status).toBe(200);
    await site[Symbol.asyncDispose]();
  });

  it('answers 503 while it is full, loses nothing, and goes on by itself', async () => {
    const path = join(disk ?? '', 'running');
    const site = await startEmbedded({ folder: path });
    const post = () =>
      fetch(new URL('apply/consent', site.url), {
        method: 'POST',
        body: new URLSearchParams({ consent: 'yes' }),
        redirect: 'manual',
      });
    expect((await post()).status).toBe(303);
    const ballast = fill();
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const full = await Promise.all(Array.from({ length: 40 }, post));
    log.mockRestore();
    expect(full.map(({ status }) => status)).toContain(503);
    for (const answer of full) expect(await answer.text()).not.toMatch(/SQLITE|\.ts:/);
    rmSync(ballast);
    expect((await post()).status).toBe(303);
    await site[Symbol.asyncDispose]();
  });
});
