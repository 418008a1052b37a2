import type { Case } from '#shared/cases/case';
import { linesOf } from '#shared/coverage/proof';
import type { Host } from '#shared/host';
import { peopleOf } from './campaign.ts';
import { sourcesOf } from './sources.ts';

/** The lines of a proof as they are now: their SHA-256 is the proof's as long as nothing has changed since. */
export const linesFor = async (host: Pick<Host, 'table'>, each: Case): Promise<string> => {
  const lines: string[] = [];
  for await (const { line } of linesOf(host.table, peopleOf(each), await sourcesOf(host, each))) lines.push(line);
  return lines.join('');
};
