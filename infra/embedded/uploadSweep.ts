import { existsSync, globSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { UPLOAD_DAYS } from '#shared/files/files';

const DAY_MS = 86_400_000;
const Arrived = z.object({ at: z.number() });

/** Removes what has lain in quarantine for so long that nothing will name it any more. */
export const sweepUploads = async (folder: string, now: number): Promise<void> => {
  if (!existsSync(folder)) return;
  for (const name of globSync('**/*.json', { cwd: folder })) {
    const meta = join(folder, name);
    const arrived = Arrived.safeParse(JSON.parse(await readFile(meta, 'utf8')));
    if (!arrived.success || arrived.data.at + UPLOAD_DAYS * DAY_MS > now) continue;
    await rm(meta.slice(0, -'.json'.length), { force: true });
    await rm(meta, { force: true });
  }
};
