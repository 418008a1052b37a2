import type { Case } from '#shared/cases/case';
import { dataKeyOf } from '#shared/cases/forms';
import { proofOf } from '#shared/coverage/proof';
import { allRecipients } from '#shared/coverage/recipients';
import { eventsOf } from '#shared/events/verify';
import { type Cell, toCsv } from '#shared/export/csv';
import type { Host } from '#shared/host';
import { UnitId } from '#shared/ids';
import { Fen } from '#shared/money';
import { makePacket, type Packet } from '#shared/packets/packet';
import { organisation } from '#shared/people/organisation';
import { reference } from '#shared/pipeline';
import { eachRow, unsealed } from '#shared/rosters/imports';
import { all, prefix } from '#shared/table/table';
import { civilDate, formatDate } from '#shared/time/civil';
import { Instant } from '#shared/time/instant';
import { festivalCondolence } from '#workflows/festivalCondolence/index';
import { peopleOf, planOf } from './campaign.ts';
import { linesFor } from './proofLines.ts';
import { sourcesOf } from './sources.ts';

/**
 * 办结归档: everything that somebody needs to check a campaign without the system: what was planned and came of it, who
 * signed for what, the money, the proof of coverage, the log of events. Identity numbers and accounts stay out.
 */
export const packetOf = async (host: Host, each: Case): Promise<Packet> => {
  const text = (words: string) => Buffer.from(words);
  const files = [
    { name: 'summary.txt', body: text(await summary(host, each)) },
    { name: 'receipts.csv', body: text(await receipts(host, each)) },
    { name: 'money.csv', body: text(await money(host, each)) },
    { name: 'coverage.txt', body: text(await linesFor(host, each)) },
    { name: 'coverage.json', body: text(`${JSON.stringify(await proofOf(host.table, each.id), undefined, 1)}\n`) },
    {
      name: 'events.jsonl',
      body: text((await eventsOf(host, each)).map((event) => `${JSON.stringify(event)}\n`).join('')),
    },
  ];
  return makePacket({ campaign: each.id, title: each.title, end: each.stage }, files);
};

const summary = async (host: Host, each: Case): Promise<string> => {
  const { type, regime, fund, standardFen, headcount, budgetFen, day } = planOf(each);
  const proof = await proofOf(host.table, each.id);
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

const MODES: Readonly<Record<string, string>> = { signed: '本人签领', proxy: '他人代领', bank: '银行发放' };
const STATUS: Readonly<Record<string, string>> = {
  delivered: '已领',
  absent: '不在',
  refused: '谢绝',
  deceased: '已去世',
  moved: '已迁走',
  excluded: '不列入',
  listed: '未走访',
};

/** 签领表: a line for each recipient, in the order of the rosters. */
const receipts = async (host: Host, each: Case): Promise<string> => {
  const key = await dataKeyOf(host, each);
  const people = organisation(host.table);
  const rows: Cell[][] = [
    ['工会', '行', '姓名', '企业或家庭', '金额', '情况', '签领方式', '经手人', '证明人', '日期', '说明'],
  ];
  const kept = new Map<string, Cell[]>();
  for await (const { person, status, valueFen, receipt = {}, at, reason } of allRecipients(
    host.table,
    peopleOf(each),
  )) {
    const { mode, handler, witness } = receipt;
    const on = at === undefined ? undefined : civilDate(Instant.parse(at));
    const said = [mode, handler, witness].map((value) => (typeof value === 'string' ? value : ''));
    kept.set(person, [
      { fen: Fen.parse(valueFen) },
      STATUS[status],
      MODES[said[0] ?? ''],
      said[1],
      said[2],
      on,
      reason,
    ]);
  }
  for (const { place, import: id, name } of await sourcesOf(host, each)) {
    if (place.scope !== each.id) continue;
    const unit = (await people.unit(UnitId.parse(place.unit))).name;
    for await (const row of eachRow(host.table, place, id)) {
      const line = kept.get(row.person);
      if (!line) continue;
      kept.delete(row.person); // named twice, served once
      const group = row.plain['group'];
      rows.push([
        unit || name,
        row.row,
        String(unsealed(key, place, id, row)['name'] ?? ''),
        typeof group === 'string' ? group : '',
        ...line,
      ]);
    }
  }
  return toCsv(rows);
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
