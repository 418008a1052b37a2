import type { Case } from '#shared/cases/case';
import { type Proof, proofOf } from '#shared/coverage/proof';
import { batchEvents } from '#shared/events/lanes';
import { eventsOf } from '#shared/events/verify';
import { type Cell, toCsv } from '#shared/export/csv';
import { NotFound } from '#shared/faults';
import type { Host } from '#shared/host';
import { Fen } from '#shared/money';
import { makePacket, type Packet } from '#shared/packets/packet';
import { reference } from '#shared/pipeline';
import { all, type Json, prefix } from '#shared/table/table';
import { civilDate, formatDate } from '#shared/time/civil';
import { Instant } from '#shared/time/instant';
import { festivalCondolence } from '#workflows/festivalCondolence/index';
import { planOf } from './campaign.ts';
import { listFiles } from './packetLists.ts';

/** Parts of a proof that go into one volume: some 20,000 people, a few megabytes. */
const PARTS = 10;

/** A packet of this campaign is so many archives: one, unless it is large; then a volume for its lists every 20,000. */
export const volumesOf = (proof: Proof | undefined): number => {
  const parts = proof?.parts ?? 1;
  return parts <= PARTS ? 1 : 1 + Math.ceil(parts / PARTS);
};

/**
 * 办结归档: everything that somebody needs to check a campaign without the system: what was planned and came of it, who
 * signed for what, the money, the proof of coverage, the log of events. Identity numbers and accounts stay out. Of a
 * large campaign the first volume holds what is about all of it, the others their lists.
 */
export const packetOf = async (host: Host, each: Case, volume = 0): Promise<Packet> => {
  const proof = await proofOf(host.table, each.id);
  const volumes = volumesOf(proof);
  if (!Number.isInteger(volume) || volume < 0 || volume >= volumes) throw new NotFound(`There is no volume ${volume}`);
  const first = volumes === 1 ? 0 : (volume - 1) * PARTS;
  const lists = volumes > 1 && volume === 0 ? [] : await listFiles(host, each, { first, last: first + PARTS - 1 });
  const files = volume === 0 ? [...(await aboutAll(host, each, proof)), ...lists] : lists;
  const about = { campaign: each.id, title: each.title, end: each.stage };
  return makePacket(volumes === 1 ? about : { ...about, volume, volumes }, files);
};

const text = (words: string) => Buffer.from(words);
const asLines = (events: readonly Json[]) => text(events.map((event) => `${JSON.stringify(event)}\n`).join(''));

const aboutAll = async (host: Host, each: Case, proof: Proof | undefined) => [
  { name: 'summary.txt', body: text(summary(each, proof)) },
  { name: 'money.csv', body: text(await money(host, each)) },
  { name: 'coverage.json', body: text(`${JSON.stringify(proof, undefined, 1)}\n`) },
  { name: 'events.jsonl', body: asLines(JSON.parse(JSON.stringify(await eventsOf(host, each)))) },
  { name: 'batches.jsonl', body: asLines(JSON.parse(JSON.stringify(await batchEvents(host.table, each.id)))) },
];

const summary = (each: Case, proof: Proof | undefined): string => {
  const { type, regime, fund, standardFen, headcount, budgetFen, day } = planOf(each);
  const yuan = (fen: number | undefined) => (fen === undefined ? '–' : `${(fen / 100).toFixed(2)} 元`);
  const full = proof?.unresolved === 0;
  return [
    `${each.title}　${reference(festivalCondolence, each.id)}`,
    `类型 ${type}　规定 ${regime}　资金 ${fund}　日期 ${formatDate(day, 'zh')}`,
    `每人标准 ${yuan(standardFen)}　预计 ${headcount} 人　预算 ${yuan(budgetFen)}　支出 ${yuan(each.paidFen)}`,
    `慰问 ${proof?.served ?? 0} 人　有理由未慰问 ${proof?.excluded ?? 0} 人　未落实 ${proof?.unresolved ?? 0} 人`,
    full ? '对照名册和名单，全覆盖、无遗漏。' : '尚有人员未落实，缺口说明见事件记录。',
    `核对凭据 SHA-256 ${proof?.hash ?? '–'}`,
    '',
  ].join('\n');
};

const money = async (host: Host, each: Case): Promise<string> => {
  const entries = await all(host.table, { pk: `CASE#${each.id}`, ...prefix('MONEY#') });
  return toCsv([
    ['台账', '资金', '年度', '金额', '日期'],
    ...entries.map(({ entry, fund, year, fen, at }): Cell[] => [
      String(entry),
      String(fund),
      Number(year),
      { fen: Fen.parse(fen) },
      civilDate(Instant.parse(at)),
    ]),
  ]);
};
