import { step } from '#functions/step';
import type { Case } from '#shared/cases/case';
import { changeCase } from '#shared/cases/change';
import { readForm } from '#shared/cases/forms';
import { onceFor } from '#shared/cases/once';
import { SYSTEM } from '#shared/events/chain';
import type { Host } from '#shared/host';
import { TaskId } from '#shared/ids';
import { add, Fen } from '#shared/money';
import type { Message } from '#shared/outbox/messages';
import { organisation } from '#shared/people/organisation';
import { book, emptyAccount } from '#shared/recovery/ledger';
import { newItem, takeNumbers } from '#shared/register/register';
import { getTask } from '#shared/tasks/task';
import { civilDate, yearOf } from '#shared/time/civil';
import { contract } from '#workflows/selfInspection/contract';
import { byViolation, type Finding, findingsOf, findingWrite, standing } from './findings.ts';
import { policyFor, programmeOf } from './programme.ts';
import { rowFor, rowChange } from './roster.ts';

/** A transaction holds a hundred writes, and a finding takes four. */
const AT_ONCE = 20;

/** The notice takes effect: an item of the ledger for each finding, an account where money has to come back. */
export const register = step(contract.register, async ({ caseId, entered }, host) => {
  for (let left = await unregistered(host, caseId); left.length > 0; left = await unregistered(host, caseId)) {
    await changeCase(host, caseId, (each) => opened(host, each));
  }
  await onceFor(host, { caseId, entered, step: 'register' }, async (each) => {
    const findings = standing(await findingsOf(host.table, caseId));
    return {
      event: { type: 'noticeIssued', by: SYSTEM, data: { items: findings.flatMap(({ item }) => item ?? []) } },
      messages: await letters(host, each, findings),
    };
  });
  return {};
});

const unregistered = async (host: Host, caseId: Case['id']): Promise<Finding[]> =>
  standing(await findingsOf(host.table, caseId)).filter(({ item }) => item === undefined);

const opened = async (host: Host, each: Case) => {
  const findings = (await unregistered(host, each.id)).slice(0, AT_ONCE);
  if (findings.length === 0) return undefined;
  const now = host.clock.now();
  const today = civilDate(now);
  const { days } = await policyFor(host.table, today);
  const deadline = host.calendars.working().internalDeadline(today, days['rectification'] ?? 30).date;
  const programme = programmeOf(each);
  const { numbers, write } = await takeNumbers(host.table, yearOf(today), findings.length);
  const row = await rowFor(host.table, each);
  const made = findings.flatMap((finding, i) => {
    const no = numbers[i];
    if (!no) return [];
    const { write: item } = newItem({
      no,
      caseId: each.id,
      programme,
      unit: each.union,
      finding: finding.n,
      check: finding.check,
      violation: finding.violation,
      problem: finding.problem,
      deadline,
    });
    const account = emptyAccount({ item: no, caseId: each.id, programme });
    const charge = finding.overFen > 0 ? book(account, { kind: 'charge', fen: finding.overFen }, now).writes : [];
    return [{ no, writes: [item, ...charge, findingWrite(each.id, { ...finding, item: no })] }];
  });
  const dueFen = add(...findings.map(({ overFen }) => overFen));
  const determined = await getTask(host.table, each.id, TaskId.parse(`finding.${each.rounds['finding']?.n ?? 1}`));
  const types = byViolation(findings);
  return {
    event: { type: 'itemsOpened', by: SYSTEM, data: { items: made.map(({ no }) => no), deadline, dueFen } },
    also: [
      write,
      ...made.flatMap(({ writes }) => writes),
      ...rowChange(row, {
        status: 'RECTIFYING',
        foundOn: row.foundOn ?? civilDate(determined.decidedAt ?? now),
        findings: row.findings + findings.length,
        items: row.items + findings.length,
        dueOn: deadline,
        dueFen: add(row.dueFen, dueFen),
        outstandingFen: add(row.outstandingFen, dueFen),
        violations: Object.fromEntries(
          [...new Set([...Object.keys(row.violations), ...Object.keys(types)])].map((type) => [
            type,
            (row.violations[type] ?? 0) + (types[type] ?? 0),
          ]),
        ),
      }),
    ],
  };
};

/** To whoever holds the chair: what to put right, and what to collect. */
const letters = async (host: Host, each: Case, findings: readonly Finding[]): Promise<Message[]> => {
  const { noticeNo = '' } = (await readForm(host, each, 'notice'))?.values ?? {};
  const row = await rowFor(host.table, each);
  const { holders } = await organisation(host.table).position('unionChair', each.union);
  const to = (person: string) => ({ kind: 'person', person }) as const;
  const items = findings.map(({ item, check, problem }) => `${item}　${check}　${problem}`);
  return holders.flatMap((person): Message[] => [
    {
      kind: 'mail',
      letter: 'rectificationNotice',
      to: to(person),
      facts: { noticeNo: String(noticeNo), until: row.dueOn ?? '', items },
    },
    ...(row.outstandingFen > 0
      ? [
          {
            kind: 'mail' as const,
            letter: 'recoveryNotice',
            to: to(person),
            facts: { dueFen: Fen.parse(row.dueFen), outstandingFen: row.outstandingFen },
          },
        ]
      : []),
  ]);
};
