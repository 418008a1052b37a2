import * as z from 'zod/mini';
import { casePk } from '#shared/cases/case';
import { flagUnreached } from '#shared/cases/flags';
import type { Host } from '#shared/host';
import { CaseId } from '#shared/ids';

/** A mail's id is the place of its message in the outbox: `CASE.HA-2019-482137.0000000002.0`. */
export const mailIdOf = (pk: string, sk: string): string => `${pk.replace('#', '.')}.${sk.split('#').at(-1)}`;
const OF_CASE = /^CASE\.(?<case>[\w-]+)\.(?<place>\d+\.\d+)$/;

const Sent = z.object({ letter: z.string(), to: z.string() });

/** Says in the log that somebody was not reached, for the alarm that counts these lines; never who. */
export const logCameBack = (why: string): void => console.warn(JSON.stringify({ code: 'mail.cameBack', why }));

/**
 * A mail that had left was not delivered after all: its record says so, and its case is marked. Again is nothing new. A
 * mail about no case is a sign-in link, whose absence is noticed by whoever waits for it.
 *
 * @throws {Error} while the mail is not recorded as sent: a quick answer may overtake the record, so try again later
 */
export const cameBack = async (host: Host, mailId: string): Promise<void> => {
  const { groups } = OF_CASE.exec(mailId) ?? {};
  const caseId = CaseId.safeParse(groups?.['case']);
  if (!caseId.success) return;
  const item = await host.table.get({ pk: casePk(caseId.data), sk: `MAIL#${groups?.['place']}` });
  if (!item) throw new Error(`${mailId} came back, and is not recorded`);
  await flagUnreached(host, caseId.data, Sent.parse(item));
  await host.table.transact([{ put: { ...item, status: 'undeliverable' } }]);
};
