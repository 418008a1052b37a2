import { createHash } from 'node:crypto';
import { planOf } from '#functions/festivalCondolence/campaign';
import { openCampaign } from '#functions/web/campaign/opening';
import { dataKeyOf } from '#shared/cases/forms';
import { getCase } from '#shared/cases/change';
import { recordVisits } from '#shared/coverage/receipts';
import { peopleOf } from '#shared/coverage/recipients';
import { dayLists, onList } from '#shared/coverage/lists';
import { type CaseId, PersonId, TaskId, UnitId } from '#shared/ids';
import { unwrapped } from '#shared/keys/fields';
import { Fen } from '#shared/money';
import { sealedIn } from '#shared/pipeline';
import { registerNamed } from '#shared/rosters/registers';
import { importRoster } from '#shared/rosters/imports';
import { readRoster } from '#shared/rosters/reading';
import { CivilDate, civilDate } from '#shared/time/civil';
import type { Fields } from '#shared/table/table';
import { decideTask, openTaskOf } from '#shared/tasks/decide';
import { partsOf } from '#shared/tasks/parts';
import { getTask, type Task } from '#shared/tasks/task';
import type { Site } from '#test/fakes';
import { festivalCondolence } from '#workflows/festivalCondolence/index';
import { Plan } from '#workflows/festivalCondolence/plan';
import { registerSpec, rosterOf } from '#workflows/festivalCondolence/roster';
import { taskOf } from '#workflows/index';

/** A campaign driven without pages: the real host, steps and state machine. */
export const plan: Plan = Plan.parse({
  title: '春节前劳模走访慰问',
  type: 'MODEL_WORKER',
  regime: 'R2',
  fund: 'model-workers',
  festival: 'SPRING',
  day: '2019-02-05',
  standardFen: 25_500,
  headcount: 6,
  budgetFen: 200_000,
  form: 'GOODS',
  goods: '大米、食用油',
  targetClasses: ['MODEL_WORKER'],
  from: '2019-01-21',
  to: '2019-02-01',
  unions: ['hongxing', 'donghu-fangzhi'],
  registers: [],
});

const officer = { kind: 'person', person: 'li-min', role: 'caseOfficer', unit: 'jiangdong' } as const;

/** A valid identity number, invented: born on the day given, in an area code that is not in use. */
export const inventedId = (n: number, born = '19600101'): string => {
  const digits = `429900${born}${String(n % 1_000).padStart(3, '0')}`;
  let sum = 0;
  for (const digit of digits) sum = ((sum + Number(digit)) * 2) % 11;
  return digits + '0123456789X'.charAt((12 - sum) % 11);
};

export const personOf = (n: number, born?: string) => ({
  name: `王${'一二三四五六七八九十'.charAt(n % 10)}`,
  idNumber: inventedId(n, born),
});

export const start = async (site: Site, changes: Partial<Plan> = {}): Promise<CaseId> => {
  const id = await openCampaign(site.host, { ...plan, ...changes }, officer, UnitId.parse('jiangdong'));
  await site.idle();
  return id;
};

/** Decides whatever the case waits for. @throws when it waits for something else */
export const answer = async (
  site: Site,
  id: CaseId,
  person: string,
  name: string,
  outcome: string,
  values: Fields = {},
) => {
  await site.idle();
  const task = await openTaskOf(site.host, id);
  if (task?.name !== name) throw new Error(`${id} waits for ${task?.name}, not for ${name}`);
  return decide(site, task, person, outcome, values);
};

export const decide = async (site: Site, task: Task, person: string, outcome: string, values: Fields = {}) => {
  const answered = await decideTask(site.host, {
    caseId: task.caseId,
    task: task.id,
    definition: taskOf(festivalCondolence, task.name),
    by: { kind: 'person', person: PersonId.parse(person), role: task.role, unit: task.unit },
    outcome,
    values,
    sensitive: sealedIn(festivalCondolence),
  });
  await site.idle();
  return answered;
};

/** The open parts of what the case waits for. */
export const parts = async (site: Site, id: CaseId, whole: string): Promise<Task[]> => {
  await site.idle();
  const { rounds } = await getCase(site.table, id);
  const task = await getTask(site.table, id, TaskId.parse(`${whole}.${rounds[whole]?.n}`));
  return (await partsOf(site.host, task)).filter(({ status }) => status === 'open');
};

export type Person = { name: string; idNumber: string; group?: string; more?: Record<string, string> };
const HEADS = ['姓名', '身份证号码', '所在企业', '荣誉称号'];

export const importFor = async (site: Site, id: CaseId, unit: string, people: readonly Person[], heads = HEADS) => {
  const each = await getCase(site.table, id);
  const spec = rosterOf(planOf(each), 14);
  const sheet = [
    heads,
    ...people.map((person) => [
      person.name,
      person.idNumber,
      person.group ?? '某某公司',
      '市劳动模范',
      ...Object.values(person.more ?? {}),
    ]),
  ];
  const reading = readRoster(sheet, spec, { today: civilDate(site.host.clock.now()) });
  if (reading.faults.length > 0) throw new Error(JSON.stringify(reading.faults));
  const sha256 = createHash('sha256').update(JSON.stringify(sheet)).digest('hex');
  return importRoster(site.host, {
    place: { scope: id, unit },
    spec,
    rows: reading.rows,
    sha256,
    by: officer,
    key: await dataKeyOf(site.host, each),
  });
};

/** A register of these people, as the district keeps it. */
export const registerOf = async (site: Site, people: readonly Person[], name = '劳模名册'): Promise<string> => {
  const register = await registerNamed(site.host, name, 'MODEL_WORKER');
  const sheet = [['姓名', '身份证号'], ...people.map((person) => [person.name, person.idNumber])];
  const { rows } = readRoster(sheet, registerSpec, { today: CivilDate.parse('2019-01-02') });
  await importRoster(site.host, {
    place: { scope: register.id, unit: 'jiangdong' },
    spec: registerSpec,
    rows,
    sha256: createHash('sha256').update(JSON.stringify(sheet)).digest('hex'),
    by: officer,
    key: await unwrapped(site.host, register.wrappedKey, register.id),
  });
  return register.id;
};

/** Everybody on every list signs for their goods, but those who are left out. */
export const deliverAll = async (site: Site, id: CaseId, but: readonly string[] = []): Promise<number> => {
  const each = await getCase(site.table, id);
  const key = await dataKeyOf(site.host, each);
  const spared = new Set(await Promise.all(but.map((idNumber) => site.host.keys.blind('person', idNumber))));
  let done = 0;
  for (const list of await dayLists(site.table, id)) {
    const people = [];
    for await (const { recipient } of onList(site.table, peopleOf(each), list))
      if (!spared.has(recipient.person)) people.push(recipient);
    done += await recordVisits(site.host, peopleOf(each), key, people, { status: 'delivered' }, officer);
  }
  return done;
};

export const BUY: readonly (readonly [string, string, string, Fields])[] = [
  [
    'li-min',
    'procurement',
    'contracted',
    { quotes: [{ supplier: '甲商行', quoteFen: 160_000 }], supplier: '甲商行', contractNo: '合-1' },
  ],
];

export const invoice = (setsIn: number, fen: number): Fields => ({
  setsIn,
  invoiceFen: Fen.parse(fen),
  invoiceNo: '票-1',
});
