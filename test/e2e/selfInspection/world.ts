import { getCase } from '#shared/cases/change';
import type { Actor } from '#shared/events/chain';
import { type CaseId, PersonId, UnitId } from '#shared/ids';
import { Fen } from '#shared/money';
import { sealedIn } from '#shared/pipeline';
import type { Fields } from '#shared/table/table';
import { decideTask, openTaskOf } from '#shared/tasks/decide';
import type { Task } from '#shared/tasks/task';
import { CivilDate } from '#shared/time/civil';
import { openProgramme } from '#functions/selfInspection/programme';
import { bookMove } from '#functions/selfInspection/recovering';
import { describeItem, submitItems, verifyItems } from '#functions/selfInspection/rectifying';
import { findRow } from '#functions/selfInspection/roster';
import { accountsOf } from '#shared/recovery/ledger';
import { itemsOf } from '#shared/register/register';
import { selfInspection } from '#workflows/selfInspection/index';
import { pipelineOf, taskOf } from '#workflows/index';
import type { Site } from '#test/fakes';

/** An inspection driven without pages: the real host, steps and machines. */
export const CHAIRS: Readonly<Record<string, string>> = {
  hongxing: 'wang-hong',
  'donghu-fangzhi': 'zhang-qiang',
  'xishan-huanwei': 'lin-yan',
  'xishan-yiyuan': 'yang-mei',
  'linjiang-jiancai': 'shen-xue',
  'linjiang-wuliu': 'peng-li',
};

export const day = (text: string) => CivilDate.parse(text);
export const fen = (value: number) => Fen.parse(value);

export const launch = async (site: Site, units: readonly string[] = Object.keys(CHAIRS)): Promise<CaseId> => {
  const id = await openProgramme(site.host, {
    title: '2018年工会福利专项治理',
    about: {
      noticeNo: '江工〔2019〕2号',
      from: day('2018-01-01'),
      to: day('2018-12-31'),
      checklistFrom: day('2018-01-01'),
      briefedOn: day('2019-02-27'),
    },
    units: units.map((unit) => UnitId.parse(unit)),
    district: UnitId.parse('jiangdong'),
    by: { kind: 'person', person: 'li-min', role: 'caseOfficer', unit: 'jiangdong' },
    lang: 'zh',
  });
  await answer(site, id, 'zhou-wei', 'launch', 'issue');
  return id;
};

export const partOf = async (site: Site, programme: CaseId, unit: string): Promise<CaseId> => {
  const row = await findRow(site.table, programme, UnitId.parse(unit));
  if (!row) throw new Error(`${unit} has no part`);
  return row.caseId;
};
export const rowOf = (site: Site, programme: CaseId, unit: string) =>
  findRow(site.table, programme, UnitId.parse(unit));

const waitingTask = async (site: Site, id: CaseId, name: string): Promise<Task> => {
  await site.idle();
  const task = await openTaskOf(site.host, id);
  if (task?.name !== name)
    throw new Error(`${id} waits for ${task?.name} (${(await getCase(site.table, id)).stage}), not for ${name}`);
  return task;
};
const actor = (person: string, { role, unit }: Pick<Task, 'role' | 'unit'>): Actor => ({
  kind: 'person',
  person: PersonId.parse(person),
  role,
  unit,
});

export const answer = async (
  site: Site,
  id: CaseId,
  person: string,
  name: string,
  outcome: string,
  values: Fields = {},
  opinion?: string,
) => {
  const task = await waitingTask(site, id, name);
  const pipeline = pipelineOf(task.pipeline);
  const answered = await decideTask(site.host, {
    caseId: id,
    task: task.id,
    definition: taskOf(pipeline, name),
    by: actor(person, task),
    outcome,
    values,
    ...(opinion === undefined ? {} : { opinion }),
    sensitive: sealedIn(pipeline),
  });
  await site.idle();
  return answered;
};

export type Over = { readonly check?: string; readonly overFen: number; readonly on?: string };
export const problemOf = ({ check = 'C01', overFen, on = '2018-09-20' }: Over): Fields => ({
  check,
  from: on,
  amountFen: overFen * 2,
  overFen,
  people: 40,
  problem: '中秋慰问品超过当年限额',
});

const CHECKS = selfInspection.unitInspection.policy.shipped[0]?.values.checks ?? [];

export const report = async (site: Site, id: CaseId, unit: string, problems: readonly Over[] = [], members = 60) =>
  answer(site, id, CHAIRS[unit] ?? unit, 'selfInspection', problems.length > 0 ? 'problems' : 'zero', {
    members,
    ampleEnterprise: false,
    budgetFen: 10_000_000,
    spending: [],
    checks: Object.fromEntries(
      CHECKS.map((check) => [check, problems.some((problem) => (problem.check ?? 'C01') === check) ? 'PROBLEM' : 'OK']),
    ),
    problems: problems.map(problemOf),
    signedBy: CHAIRS[unit] ?? unit,
  });

/** A programme of one unit, which has reported, at the time when it was drawn whom to visit. */
export const drawn = async (site: Site, unit: string, problems: readonly Over[]) => {
  const programme = await launch(site, [unit]);
  const part = await partOf(site, programme, unit);
  await report(site, part, unit, problems);
  await answer(site, part, 'li-min', 'deskReview', 'accept');
  await site.moveTo('2019-03-23T09:00:00+08:00');
  await answer(site, programme, 'sun-tao', 'sampling', 'draw', { percent: 20 });
  return { programme, part };
};

export const VISIT = { inspectors: '孙涛、冯兰', visitedOn: '2019-03-25', paperNo: '底-1' };

/** The same, visited, and agreed to by the unit: what was found is to be determined. */
export const found = async (site: Site, unit: string, problems: readonly Over[]) => {
  const way = await drawn(site, unit, problems);
  await answer(site, way.part, 'sun-tao', 'spotCheck', 'clear', VISIT);
  await answer(site, way.part, CHAIRS[unit] ?? unit, 'unitReply', 'agree');
  return way;
};

export const rectify = async (site: Site, id: CaseId, chair: string) => {
  const task = await waitingTask(site, id, 'rectification');
  const by = actor(chair, task);
  for (const { no, status } of await itemsOf(site.table, id)) {
    if (status !== 'open') continue;
    await describeItem(
      site.host,
      id,
      no,
      {
        cause: '对限额规定掌握不准',
        measure: '停止发放并清退超出部分',
        owner: '工会主席',
        progress: 80,
        before: [],
        after: [{ file: `tasks/${id}/after`, name: '清退收据.jpg', effective: day('2019-04-01') }],
      },
      by,
    );
  }
  const answered = await submitItems(site.host, { caseId: id, task: task.id, by });
  await site.idle();
  return answered;
};

export const receipt = (no: string, amount: number, on: string) =>
  ({ kind: 'recover', fen: fen(amount), receiptNo: no, on, to: 'unionAccount' }) as const;

/** Everything that is outstanding comes back on a day. */
export const payBack = async (site: Site, id: CaseId, on: string) => {
  await site.idle();
  const by: Actor = { kind: 'person', person: 'qian-hui', role: 'finance', unit: 'jiangdong' };
  for (const { item, outstandingFen } of await accountsOf(site.table, id)) {
    if (outstandingFen > 0) await bookMove(site.host, id, item, receipt(`收-${item}`, outstandingFen, on), by);
  }
  await site.idle();
};

export const verify = async (site: Site, id: CaseId, outcome: 'close' | 'sendBack' = 'close', person = 'sun-tao') => {
  const task = await waitingTask(site, id, 'verification');
  const items = await itemsOf(site.table, id);
  const answered = await verifyItems(
    site.host,
    { caseId: id, task: task.id, by: actor(person, task) },
    Object.fromEntries(items.map(({ no }) => [no, outcome])),
    outcome === 'sendBack' ? '佐证不足' : '',
  );
  await site.idle();
  return answered;
};

/** From an accepted report to the notice, by the ordinary way. */
export const determine = async (site: Site, id: CaseId) => {
  await answer(site, id, 'zhou-wei', 'finding', 'confirm', { seriousness: 'ordinary' });
  await answer(site, id, CHAIRS_OF(await getCase(site.table, id)), 'objection', 'accept');
  await answer(site, id, 'li-min', 'notice', 'issue', { noticeNo: '整改-1' });
};
const CHAIRS_OF = ({ union }: { union: string }) => CHAIRS[union] ?? union;
