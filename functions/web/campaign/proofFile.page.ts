import type { Page } from '#functions/page';
import { partTexts } from '#functions/festivalCondolence/proofLines';
import { forOfficers, type Visit } from '#functions/web/admin/console';
import { download } from '#functions/web/respond';
import type { Case } from '#shared/cases/case';
import { partHashes, type Proof, proofOf } from '#shared/coverage/proof';
import { BadInput } from '#shared/faults';
import { type Html, html } from '#shared/html/html';
import { campaignOf } from './campaignOf.ts';

/** Parts of a proof that are one download. */
const MOST_AT_ONCE = 10;

/** The file with everybody's line; of a large campaign part by part, each with the hash that the proof's is over. */
export const proofFiles = async ({ host, t, to }: Visit, each: Case, proof: Proof): Promise<Html> => {
  const path = to(`/admin/campaigns/${each.id}/proof/file`);
  const { parts = 1 } = proof;
  if (parts <= MOST_AT_ONCE)
    return html`<p><a href="${path}">${t({ zh: '下载核对文件', en: 'Download the file' })}</a></p>`;
  const hashes = await partHashes(host.table, each.id, proof);
  return html`<details>
    <summary>
      ${t({ zh: `核对文件共 ${parts} 份，每份一个值；总值按各份的值逐行计算`, en: `${parts} files, each with its hash; the proof’s is over these, a line each` })}
    </summary>
    <ol>
      ${hashes.map(
        (hash, i) =>
          html`<li>
            <a href="${path}?part=${i}">${t({ zh: `第 ${i + 1} 份`, en: `Part ${i + 1}` })}</a>
            <span class="tnum small">${hash}</span>
          </li>`,
      )}
    </ol>
  </details>`;
};

/** GET …/proof/file: every line that the hash is over; `?part=2` those of its third part. */
export const downloadProof: Page = forOfficers(async (visit) => {
  const each = await campaignOf(visit);
  const { parts = 1 } = (await proofOf(visit.host.table, each.id)) ?? {};
  const part = Number(visit.request.query.get('part') ?? 'NaN');
  const one = Number.isInteger(part) ? part : undefined;
  if (one === undefined && parts > MOST_AT_ONCE) throw new BadInput('Take its parts one by one');
  let text = '';
  for await (const some of partTexts(visit.host, each, one)) text += some;
  const name = one === undefined ? '' : `-${one + 1}`;
  return download(`${each.id}-coverage${name}.txt`, 'text/plain; charset=utf-8', text);
});
