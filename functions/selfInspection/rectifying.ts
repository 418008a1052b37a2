import type { Case } from '#shared/cases/case';
import { type Change, changeCase, getCase } from '#shared/cases/change';
import type { Actor } from '#shared/events/chain';
import { NotFound } from '#shared/faults';
import type { Host } from '#shared/host';
import type { CaseId, TaskId } from '#shared/ids';
import { sealedIn } from '#shared/pipeline';
import { accountKey, accountsOf } from '#shared/recovery/ledger';
import { close, type Description, describe, type Item, sendBack, submit } from '#shared/register/item';
import { itemsOf, itemWrite } from '#shared/register/register';
import type { Fields, Write } from '#shared/table/table';
import { type Answer, decideTask } from '#shared/tasks/decide';
import { pipelineOf, taskOf } from '#workflows/index';
import { rowFor, rowChange } from './roster.ts';

/** What a unit and its inspectors do with the items of the problem ledger: each one change of the unit's case. */
const who = (by: Actor): string => (by.kind === 'person' ? by.person : by.kind);

export const getItem = async (host: Pick<Host, 'table'>, caseId: CaseId, no: string): Promise<Item> => {
  const item = (await itemsOf(host.table, caseId)).find((one) => one.no === no);
  if (!item) throw new NotFound(`${caseId} has no item ${no}`);
  return item;
};

/** Saves what the unit writes about an item: cause, measure, owner, progress, proof. */
export const describeItem = (
  host: Host,
  caseId: CaseId,
  no: string,
  description: Description,
  by: Actor,
): Promise<Case> =>
  changeCase(host, caseId, async (): Promise<Change> => {
    const item = describe(await getItem(host, caseId, no), description);
    const { cause, measure, owner, progress } = item;
    return {
      event: { type: 'itemDescribed', by, data: { item: no, cause, measure, owner, progress } },
      also: [itemWrite(item)],
    };
  });

type Deciding = { readonly caseId: CaseId; readonly task: TaskId; readonly by: Actor };

const decide = async (
  host: Host,
  { caseId, task, by }: Deciding,
  outcome: string,
  { values = {}, opinion, writes = [] }: { values?: Fields; opinion?: string; writes?: readonly Write[] },
): Promise<Answer> => {
  const pipeline = pipelineOf((await getCase(host.table, caseId)).pipeline);
  const [name = ''] = task.split('.');
  return decideTask(host, {
    caseId,
    task,
    definition: taskOf(pipeline, name),
    by,
    outcome,
    values,
    ...(opinion ? { opinion } : {}),
    sensitive: sealedIn(pipeline),
    also: writes,
  });
};

/** Says of every open item that it is put right. @throws {WrongState} naming what one of them lacks */
export const submitItems = async (host: Host, deciding: Deciding): Promise<Answer> => {
  const open = (await itemsOf(host.table, deciding.caseId)).filter(({ status }) => status === 'open');
  const submitted = open.map((item) => submit(item, who(deciding.by), host.clock.now()));
  return decide(host, deciding, 'submit', {
    values: { items: submitted.map(({ no }) => no) },
    writes: submitted.map(itemWrite),
  });
};

/** More time, or none of it: the reason is sealed like every opinion. */
export const answerWithReason = (
  host: Host,
  deciding: Deciding,
  outcome: 'extend' | 'refuse',
  opinion: string,
): Promise<Answer> => decide(host, deciding, outcome, { opinion });

/**
 * Closes items and sends others back, in the one transaction that answers the task.
 *
 * @throws {OwnVerification} when the verifier submitted one of them
 * @throws {BalanceOutstanding} when money is outstanding on one that is to be closed
 */
export const verifyItems = async (
  host: Host,
  deciding: Deciding,
  results: Readonly<Record<string, 'close' | 'sendBack'>>,
  opinion = '',
): Promise<Answer> => {
  const { caseId, by } = deciding;
  const each = await getCase(host.table, caseId);
  const items = (await itemsOf(host.table, caseId)).filter(({ status }) => status === 'submitted');
  const accounts = await accountsOf(host.table, caseId);
  const verified = items.map((item) => {
    const account = accounts.find((one) => one.item === item.no);
    return results[item.no] === 'close'
      ? close(item, who(by), host.clock.now(), account?.outstandingFen ?? 0)
      : sendBack(item, who(by));
  });
  const closed = verified.filter(({ status }) => status === 'closed');
  const row = await rowFor(host.table, each);
  const settled = accounts
    .filter(({ item }) => closed.some(({ no }) => no === item))
    .map(({ item }): Write => ({ check: accountKey(caseId, item), if: { equal: { outstandingFen: 0 } } }));
  return decide(host, deciding, closed.length === verified.length ? 'close' : 'sendBack', {
    values: { closed: closed.map(({ no }) => no) },
    opinion,
    writes: [
      ...verified.map(itemWrite),
      ...settled,
      ...(closed.length > 0 ? rowChange(row, { closed: row.closed + closed.length }) : []),
    ],
  });
};
