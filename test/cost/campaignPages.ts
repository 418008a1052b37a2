import { createHash } from 'node:crypto';
import { packedOf } from '#functions/web/campaign/packed';
import { partsOf, proofOf } from '#shared/coverage/proof';
import type { CaseId } from '#shared/ids';
import { verifyPacket } from '#shared/packets/packet';
import type { Browser } from '#test/e2e/console/browser';
import type { Site } from '#test/fakes';

/** The link that a chair was mailed last. */
export const linkOf = (site: Site, n: number): string =>
  /\/t\/[\w-]+/.exec(site.mailTo(`chair${n}@example.org`).at(-1)?.text ?? '')?.[0] ?? '';

/** A list from its first page to its last: everybody on a page is ticked, and recorded together. */
export const handOut = async (chair: Browser, path: string, onPage: () => void): Promise<void> => {
  for (let at = path; at !== '';) {
    onPage();
    const { text } = await chair.get(at);
    const people = [...text.matchAll(/name="person" value="([^"]+)"/g)].map(([, person]): [string, string] => [
      'person',
      person ?? '',
    ]);
    const from = /name="from" value="([^"]*)"/.exec(text)?.[1] ?? '';
    const form: [string, string][] = [...people, ['from', from], ['outcome', 'signed'], ['witness', '证明人']];
    if (people.length > 0) await chair.post(path, form);
    const next = /\/visits\?from=([\d.]+)"/.exec(text)?.[1];
    at = next === undefined ? '' : `${path}?from=${next}`;
  }
};

/** Every volume is as its manifest says, and every part of the proof is worked out again with its hash. */
export const checked = async ({ host }: Site, keeper: Browser, id: CaseId): Promise<void> => {
  const volumes = await packedOf(host.table, id);
  for (const [volume, manifest] of volumes) {
    const bytes = await host.files.read(`packets/${id}${volume === 0 ? '' : `-${volume}`}.zip`);
    const faults = bytes ? verifyPacket(bytes, manifest) : ['not there'];
    if (faults.length > 0) throw new Error(`Volume ${volume}: ${JSON.stringify(faults)}`);
  }
  const parts = await partsOf(host.table, id, (await proofOf(host.table, id))?.of);
  if (volumes.size !== (parts.length <= 10 ? 1 : 1 + Math.ceil(parts.length / 10)))
    throw new Error('A volume is missing');
  for (const { n, sha256 } of parts) {
    const { text } = await keeper.get(`/admin/campaigns/${id}/proof/file?part=${n}`);
    if (createHash('sha256').update(text).digest('hex') !== sha256) throw new Error(`Part ${n} is not what was proved`);
  }
};
