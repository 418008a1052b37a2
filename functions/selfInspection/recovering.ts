import { type Change, changeCase, getCase } from '#shared/cases/change';
import type { Actor } from '#shared/events/chain';
import { NotFound, Stale } from '#shared/faults';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { Fen } from '#shared/money';
import { sealedIn } from '#shared/pipeline';
import { type Account, type Move, PaperBooked } from '#shared/recovery/account';
import { accountsOf, book, isPaper } from '#shared/recovery/ledger';
import { decideTask, openTaskOf } from '#shared/tasks/decide';
import { pipelineOf, taskOf } from '#workflows/index';
import { rowFor, rowChange } from './roster.ts';

/** Books money that has come back, was waived by a meeting, or was booked wrongly: account, entry and totals at once. */
export const bookMove = async (host: Host, caseId: CaseId, item: string, move: Move, by: Actor): Promise<Account> => {
  let booked: Account | undefined;
  await changeCase(host, caseId, async (each): Promise<Change> => {
    const before = (await accountsOf(host.table, caseId)).find((account) => account.item === item);
    if (!before) throw new NotFound(`${caseId} has no recovery account ${item}`);
    const { account, writes } = book(before, move, host.clock.now());
    const row = await rowFor(host.table, each);
    booked = account;
    const by_ = (field: 'dueFen' | 'recoveredFen' | 'waivedFen' | 'outstandingFen'): Fen =>
      Fen.parse(row[field] + account[field] - before[field]);
    return {
      event: { type: 'recoveryBooked', by, data: { item, ...told(move), outstandingFen: account.outstandingFen } },
      also: [
        ...writes,
        ...rowChange(row, {
          dueFen: by_('dueFen'),
          recoveredFen: by_('recoveredFen'),
          waivedFen: by_('waivedFen'),
          outstandingFen: by_('outstandingFen'),
        }),
      ],
      otherwise: (failed) =>
        failed.some(isPaper) ? new PaperBooked(`${item}: this paper is booked`) : new Stale(`${item} moved on`),
    };
  });
  await settleIfPaid(host, caseId, by);
  if (!booked) throw new NotFound(item);
  return booked;
};

const told = (move: Move) => {
  if (move.kind === 'reverse') return { kind: move.kind, fen: move.of.fen, of: move.of.n };
  const { kind, fen } = move;
  return {
    kind,
    fen,
    ...(move.kind === 'recover' && { receiptNo: move.receiptNo, on: move.on }),
    ...(move.kind === 'waive' && { minutesNo: move.minutesNo, on: move.on }),
  };
};

/** What the machine waits for is answered once nothing is outstanding. Whoever opens the page next does it after a crash. */
export const settleIfPaid = async (host: Host, caseId: CaseId, by: Actor): Promise<void> => {
  const task = await openTaskOf(host, caseId);
  if (task?.name !== 'recovery' && task?.name !== 'instalments') return;
  if ((await accountsOf(host.table, caseId)).some(({ outstandingFen }) => outstandingFen > 0)) return;
  const pipeline = pipelineOf((await getCase(host.table, caseId)).pipeline);
  await decideTask(host, {
    caseId,
    task: task.id,
    definition: taskOf(pipeline, task.name),
    by,
    outcome: 'settled',
    sensitive: sealedIn(pipeline),
  });
};
