import { readFileSync } from 'node:fs';
import { called } from '#infra/usage';
import { verifyPacket } from '#shared/packets/packet';

const USAGE = `npm run packet -- file.zip [SHA-256 of the manifest]
Checks a close-out packet; needs neither the data folder nor a network.`;

const [file = '', recorded] = called(USAGE, { least: 1, most: 2 }).words;
const WORDS = {
  unreadable: '不是归档包，或目录已损坏 not a packet, or its directory is damaged',
  missing: '缺少 missing',
  changed: '被改动 changed',
  unlisted: '多出来的 not in the manifest',
  anotherManifest: '清单不是登记的那一份 not the manifest that was recorded',
} as const;

const faults = verifyPacket(readFileSync(file), recorded);
for (const { file: name, fault } of faults) console.log(`${name ?? file}: ${WORDS[fault]}`);
if (faults.length === 0) console.log('完好 as it was made');
process.exitCode = faults.length === 0 ? 0 : 1;
