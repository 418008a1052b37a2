import * as z from 'zod/mini';
import { flagUnreached } from '#shared/cases/flags';
import { started } from '#shared/executions/executions';
import { CaseId } from '#shared/ids';
import { Outage } from '#shared/faults';
import { finished } from '#shared/finished';
import type { Host } from '#shared/host';
import { Undeliverable } from '#shared/mail/undeliverable';
import { due, type Lane, LANES, Message } from '#shared/outbox/messages';
import { OTHERWISE } from '#shared/states';
import { all, ConditionFailed, type Fields, type Item, type Key, prefix } from '#shared/table/table';
import { logCameBack, mailIdOf } from './cameBack.ts';
import { wakeFaults } from './wakeFaults.ts';

/**
 * Carries out what changes have left in the outbox of a partition: signals to state machines, and mail. In order
 * within each lane, at least once; what fails for the moment stays, with its time to try again.
 */
export const deliver = async (host: Host, pk: string): Promise<void> => {
  const items = await all(host.table, { pk, ...prefix('OUT#') });
  await finished(LANES.map((name) => lane(host, pk, laneIn(items, name))));
};
const laneIn = (items: readonly Item[], name: Lane) => items.filter(({ sk }) => sk.startsWith(`OUT#${name}#`));

const Entry = z.object({
  pk: z.string(),
  sk: z.string(),
  message: Message,
  at: z.number(),
  tries: z.number(),
  /** The mail is out, and the table did not take what follows. */
  left: z.optional(z.boolean()),
});
type Entry = z.infer<typeof Entry>;

const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 3_600_000;

const lane = async (host: Host, pk: string, items: readonly Item[]): Promise<void> => {
  const waiting = items.map((item) => Entry.parse(item));
  for (const [i, entry] of waiting.entries()) {
    const way = { left: entry.left ?? false };
    try {
      if (entry.message.kind === 'mail') await post(host, entry, way);
      else await signal(host, pk, entry.message);
      await host.table.transact([{ delete: { pk, sk: entry.sk } }]);
    } catch (error) {
      if (!(error instanceof Outage)) throw error;
      await postpone(host, entry, way, waiting.slice(i + 1));
      return;
    }
  }
};

/** A signal that nobody waits for any more has been overtaken: the table has moved on without it. */
const signal = async (host: Host, pk: string, message: Exclude<Message, { kind: 'mail' }>): Promise<void> => {
  try {
    if (message.kind === 'start') {
      await host.workflows.startExecution(message);
      const caseId = CaseId.parse(pk.replace('CASE#', ''));
      await host.table.transact([
        { put: started(host, { caseId, n: 1, machine: message.machine, name: message.name }) },
      ]);
    } else if (message.otherwise) {
      const { taskToken, output } = message;
      await host.workflows.sendTaskFailure({ taskToken, error: OTHERWISE, cause: JSON.stringify(output) });
    } else await host.workflows.sendTaskSuccess(message);
  } catch (error) {
    if (!(error instanceof Error) || !wakeFaults.includes(error.name)) throw error;
    console.warn(JSON.stringify({ code: 'outbox.stale', kind: message.kind, error: error.name }));
  }
};

/**
 * Every mail leaves a record beside its case: what, to whom, and what became of it. Never its text. The record comes
 * before the entry goes, each by a write of its own. Where the table does not take one of them, the entry is put off with
 * the mark that its mail has left; after a crash in between, which nothing tells of, the mail goes out once more.
 *
 * @param way is told when the mail has left
 */
const post = async (host: Host, { pk, sk, message, at }: Entry, way: { left: boolean }): Promise<void> => {
  if (message.kind !== 'mail') return;
  const caseId = CaseId.safeParse(pk.replace('CASE#', ''));
  const ofCase = caseId.success ? caseId.data : undefined;
  const record = (status: 'sent' | 'no address' | 'undeliverable') =>
    host.table.transact([
      {
        put: {
          pk,
          sk: sk.replace('OUT#mail#', 'MAIL#'),
          letter: message.letter,
          task: message.task ?? null,
          to: message.to.kind === 'person' ? message.to.person : 'applicant',
          address: '',
          at,
          status,
          settledAt: host.clock.now(),
        },
      },
    ]);
  if (way.left) return record('sent');
  const id = mailIdOf(pk, sk);
  // Letters come with the forms and words of all pipelines: a function that has only signals to send never reads them.
  const { compose } = await import('./letters.ts');
  const mail = await compose(host, ofCase, message, id);
  if (!mail) return record('no address');
  try {
    await host.mail.send(mail);
    way.left = true;
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error;
    const to = message.to.kind === 'person' ? message.to.person : 'applicant';
    if (ofCase) await flagUnreached(host, ofCase, { letter: message.letter, to });
    logCameBack('refused');
    return record('undeliverable');
  }
  return record('sent');
};

/**
 * Puts an entry off, each time twice as long, and with it what is behind it in its lane: what stayed due would be found
 * every minute, and the entry tried again with it. A new message still tries at once.
 */
const postpone = async (
  host: Host,
  { pk, sk, tries }: Entry,
  { left }: { left: boolean },
  behind: readonly Entry[],
): Promise<void> => {
  const wait = Math.min(FIRST_RETRY_MS * 2 ** tries, LONGEST_RETRY_MS);
  const next = due(pk, host.clock.now() + wait);
  await change(host, { pk, sk }, { tries: tries + 1, ...(left && { left }), ...next });
  for (const each of behind) await change(host, { pk, sk: each.sk }, next);
};

/** An entry that is gone has been carried out by somebody else meanwhile. */
const change = async (host: Host, key: Key, set: Fields): Promise<void> => {
  try {
    await host.table.transact([{ update: key, set, if: { equal: { sk: key.sk } } }], { again: 'harmless' });
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
};
