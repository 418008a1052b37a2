import { changeCase } from '#shared/cases/change';
import { casePk } from '#shared/cases/case';
import { SYSTEM } from '#shared/events/chain';
import type { Host } from '#shared/host';
import { Instant } from '#shared/time/instant';
import { linkKey } from './links.ts';
import { invitations } from './invitations.ts';
import { reach } from './standing.ts';

const HOUR_MS = 3_600_000;

/**
 * Mails a fresh link in place of one that no longer works, to the registered address and nowhere else, while the task
 * is open and its person still asked; at most one an hour, whoever asks.
 */
export const sendFresh = async (host: Host, token: string): Promise<'sent' | 'tooSoon' | 'notAsked'> => {
  const reached = await reach(host, token);
  if (reached.kind !== 'reached' || !['asked', 'expired', 'replaced'].includes(reached.standing.kind)) {
    return 'notAsked';
  }
  const { link, task } = reached;
  const { person } = link;
  if (person === undefined) return 'notAsked'; // applicants have their status page
  let answer: 'sent' | 'tooSoon' = 'tooSoon';
  await changeCase(host, link.caseId, async () => {
    const now = host.clock.now();
    const rate = { pk: casePk(link.caseId), sk: `FRESH#${task.id}#${person}` };
    const last = await host.table.get(rate);
    answer = 'tooSoon';
    if (last && Number(last['at']) > now - HOUR_MS) return undefined;
    answer = 'sent';
    const late = { ...task, dueAt: Instant.parse(Math.max(task.dueAt, now)) }; // the new link lives from now on
    const mails = await invitations(host, late, 'freshLink', [person]);
    return {
      event: { type: 'freshLink', by: SYSTEM, data: { task: task.id, to: person } },
      also: [
        { update: linkKey(token), set: { replaced: 'fresh' }, if: { equal: { nonce: link.nonce } } },
        { put: { ...rate, at: now, ttl: Math.ceil((now + HOUR_MS) / 1_000) } },
        ...mails.writes,
      ],
      messages: mails.messages,
    };
  });
  return answer;
};
