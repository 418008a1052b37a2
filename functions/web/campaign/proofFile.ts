import { peopleOf } from '#functions/festivalCondolence/campaign';
import { sourcesOf } from '#functions/festivalCondolence/sources';
import type { Case } from '#shared/cases/case';
import { linesOf } from '#shared/coverage/proof';
import type { Host } from '#shared/host';

/** The lines of a proof as they are now: their SHA-256 is the proof's as long as nothing has changed since. */
export const proofFile = async (host: Pick<Host, 'table'>, each: Case): Promise<string> => {
  let text = '';
  for await (const { line } of linesOf(host.table, peopleOf(each), await sourcesOf(host, each))) text += line;
  return text;
};
