import type { Case } from '#shared/cases/case';
import { dataKeyOf } from '#shared/cases/forms';
import type { BatchRows } from '#shared/coverage/cut';
import { photosOf } from '#shared/coverage/photos';
import { peopleOf, type Recipient } from '#shared/coverage/recipients';
import { onRoster } from '#shared/coverage/walk';
import { type Cell, toCsv } from '#shared/export/csv';
import type { Host } from '#shared/host';
import { Fen } from '#shared/money';
import { unsealed } from '#shared/rosters/rows';
import { civilDate } from '#shared/time/civil';
import { partsFor, textOf } from './proofLines.ts';
import { sourceName } from './sources.ts';

const MODES: Readonly<Record<string, string>> = {
  signed: '本人签领',
  photo: '拍照为证',
  proxy: '他人代领',
  bank: '银行发放',
};
const STATUS: Readonly<Record<string, string>> = {
  delivered: '已领',
  absent: '不在',
  refused: '谢绝',
  deceased: '已去世',
  moved: '已迁走',
  excluded: '不列入',
  listed: '未走访',
};

type Parts = { readonly first: number; readonly last: number };

/** The lists of some parts of the proof: who signed for what, and what the proof says of everybody. */
export const listFiles = async (host: Host, each: Case, { first, last }: Parts) => {
  const parts = await partsFor(host, each);
  const some = parts.slice(first, last + 1);
  const { csv, photos } = await receipts(host, each, some.flat());
  const files = [{ name: 'receipts.csv', body: Buffer.from(csv) }, ...(await photoFiles(host, photos))];
  for (const [i, rows] of some.entries()) {
    const name = parts.length === 1 ? 'coverage.txt' : `coverage-${String(first + i + 1).padStart(4, '0')}.txt`;
    files.push({ name, body: Buffer.from(await textOf(host, each, rows)) });
  }
  return files;
};

/** Beyond this the photos stay where they are stored, and the list holds their hashes: an archive is made in memory. */
const MOST_PHOTO_BYTES = 40 * 1024 * 1024;
const EXTENSIONS: Readonly<Record<string, string>> = { 'image/png': 'png', 'image/heic': 'heic', 'image/webp': 'webp' };

/** Each photo once, under the hash by which the list names it. */
const photoFiles = async (host: Host, photos: ReadonlyMap<string, string>) => {
  const files: { name: string; body: Uint8Array }[] = [];
  let bytes = 0;
  for (const [sha256, key] of photos) {
    const stored = await host.files.stat(key);
    if (!stored || stored.sha256 !== sha256 || bytes + stored.bytes > MOST_PHOTO_BYTES) continue;
    const body = await host.files.read(key);
    bytes += stored.bytes;
    if (body) files.push({ name: `photos/${sha256}.${EXTENSIONS[stored.type] ?? 'jpg'}`, body });
  }
  return files;
};

const HEAD: readonly Cell[] = [
  '工会',
  '行',
  '姓名',
  '企业或家庭',
  '金额',
  '情况',
  '签领方式',
  '经手人',
  '证明人',
  '日期',
  '说明',
  '照片（SHA-256）',
];

/** 签领表: a line for each recipient, in the order of the rosters. */
const receipts = async (host: Host, each: Case, lists: readonly BatchRows[]) => {
  const key = await dataKeyOf(host, each);
  const rows: Cell[][] = [[...HEAD]];
  const photos = new Map<string, string>();
  for (const { scope, unit, import: id, from, to } of lists) {
    if (scope !== each.id) continue;
    const name = await sourceName(host, unit);
    for await (const { row, recipient } of onRoster(host.table, peopleOf(each), { unit, import: id, from, to })) {
      if (!recipient) continue; // named twice, served once
      const who = String(unsealed(key, { scope, unit }, id, row)['name'] ?? '');
      for (const photo of photosOf(recipient.receipt)) photos.set(photo.sha256, photo.key);
      rows.push([name, row.row, who, recipient.group ?? '', ...cellsOf(recipient)]);
    }
  }
  return { csv: toCsv(rows), photos };
};

const cellsOf = ({ valueFen, status, receipt = {}, at, reason }: Recipient): Cell[] => {
  const { mode, handler, witness } = receipt;
  const said = [mode, handler, witness].map((value) => (typeof value === 'string' ? value : ''));
  const on = at === undefined ? undefined : civilDate(at);
  const photos = photosOf(receipt)
    .map(({ sha256 }) => sha256)
    .join(' ');
  return [{ fen: Fen.parse(valueFen) }, STATUS[status], MODES[said[0] ?? ''], said[1], said[2], on, reason, photos];
};
