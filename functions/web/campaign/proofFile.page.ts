import type { Page } from '#functions/page';
import { partsFor, textOf } from '#functions/festivalCondolence/proofLines';
import { forOfficers, type Visit } from '#functions/web/admin/console';
import { download } from '#functions/web/respond';
import type { Case } from '#shared/cases/case';
import { partsOf, type Proof } from '#shared/coverage/proof';
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
  const made = await partsOf(host.table, each.id, proof.of);
  return html`<details>
    <summary>
      ${t({ zh: `核对文件共 ${parts} 份，每份一个值；总值按各份的值逐行计算`, en: `${parts} files, each with its hash; the proof’s is over these, a line each` })}
    </summary>
    <ol>
      ${made.map(
        ({ n, sha256 }) =>
          html`<li>
            <a href="${path}?part=${n}">${t({ zh: `第 ${n + 1} 份`, en: `Part ${n + 1}` })}</a>
            <span class="tnum small">${sha256}</span>
          </li>`,
      )}
    </ol>
  </details>`;
};

/** GET …/proof/file: every line that the hash is over; `?part=2` those of its third part. */
export const downloadProof: Page = forOfficers(async (visit) => {
  const each = await campaignOf(visit);
  const parts = await partsFor(visit.host, each);
  const asked = visit.request.query.get('part');
  const some = asked === null ? parts : parts.slice(Number(asked), Number(asked) + 1);
  if (some.length === 0 || some.length > MOST_AT_ONCE) throw new BadInput('Take its parts one by one');
  let text = '';
  for (const rows of some) text += await textOf(visit.host, each, rows);
  const name = asked === null ? '' : `-${Number(asked) + 1}`;
  return download(`${each.id}-coverage${name}.txt`, 'text/plain; charset=utf-8', text);
});
