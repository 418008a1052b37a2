import * as z from 'zod/mini';
import { forOfficers, type Visit } from '#functions/web/admin/console';
import { actorIn, districtRole, needRole } from '#functions/web/admin/officer';
import { NoSuchPage } from '#functions/web/refusals';
import { download, fromStore, redirect } from '#functions/web/respond';
import { casePk, type Case } from '#shared/cases/case';
import { changeCase } from '#shared/cases/change';
import { type Content, html } from '#shared/html/html';
import { plain } from '#shared/html/show';
import { all, NEW, prefix, type Table } from '#shared/table/table';
import { formatInstant } from '#shared/time/civil';
import { Instant } from '#shared/time/instant';
import { packetOf } from './packet.ts';
import { pathOf, programmeIn } from './programme.ts';

const Made = z.object({ n: z.int(), manifest: z.string(), at: Instant });
const sk = (n: number) => `PACKET#${String(n).padStart(4, '0')}`;
const fileOf = (programme: Case, n: number) => `packets/${programme.id}/${n}.zip`;

const packetsOf = async (table: Table, programme: Case) =>
  (await all(table, { pk: casePk(programme.id), ...prefix('PACKET#') })).map((item) => Made.parse(item));

/** POST …/packet: makes it, keeps it, and writes the hash of its manifest into the chain. */
export const makeThePacket = forOfficers(async (visit) => {
  const { host, officer } = visit;
  const { programme } = await programmeIn(visit);
  const by = actorIn(officer, needRole(officer, 'caseOfficer'));
  const n = (await packetsOf(host.table, programme)).length + 1;
  const { bytes, manifest } = await packetOf(visit, programme);
  await host.files.write(fileOf(programme, n), bytes, 'application/zip');
  const at = host.clock.now();
  await changeCase(host, programme.id, () => ({
    event: { type: 'packetMade', by, data: { n, manifest } },
    also: [{ put: { pk: casePk(programme.id), sk: sk(n), n, manifest, at }, if: NEW }],
  }));
  return redirect(host.site, pathOf(programme));
});

/** GET …/packet/{n} */
export const getPacket = forOfficers(async (visit) => {
  const { host, request } = visit;
  const { programme } = await programmeIn(visit);
  const n = Number(request.params['n']);
  const known = (await packetsOf(host.table, programme)).some((packet) => packet.n === n);
  const bytes = known ? await host.files.read(fileOf(programme, n)) : undefined;
  if (!bytes) throw new NoSuchPage('No such packet');
  return fromStore(host, fileOf(programme, n), download(`${programme.id}-${n}.zip`, 'application/zip', bytes));
});

export const packets = async ({ host, t, to, lang, officer }: Visit, programme: Case): Promise<Content> => {
  const made = await packetsOf(host.table, programme);
  const base = pathOf(programme);
  return html`<h2>${t({ zh: '整改归档包', en: 'Packets' })}</h2>
    ${made.map(
      ({ n, manifest, at }) =>
        html`<p>
          <a href="${to(`${base}/packet/${n}`)}"
            >${t({ zh: `第 ${n} 份`, en: `No. ${n}` })}　${formatInstant(at, lang)}</a
          ><br /><span class="quiet">${t({ zh: '校验值', en: 'Manifest' })} ${manifest}</span>
        </p>`,
    )}
    ${
      districtRole(officer, 'caseOfficer') &&
      html`<form method="post" action="${to(`${base}/packet`)}">
        ${plain(t({ zh: '现在归档一份', en: 'Make one now' }))}
      </form>`
    }`;
};
