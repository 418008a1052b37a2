import { openCase } from '#shared/cases/open';
import { type CaseId, PersonId, UnitId } from '#shared/ids';
import { sealedIn } from '#shared/pipeline';
import type { Fields } from '#shared/table/table';
import { decideTask, openTaskOf } from '#shared/tasks/decide';
import { hardshipAid } from '#workflows/hardshipAid/index';
import { taskOf } from '#workflows/index';
import type { Site } from '#test/fakes';

/** Brings cases to where a test of the console begins. */
export type Applying = {
  readonly union?: string;
  readonly name?: string;
  readonly card?: string;
  readonly id?: number;
};

const CHECKS = '10X98765432';
const FACTORS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** A valid number of a place that does not exist. */
export const idNumber = (n: number): string => {
  const body = `42990019700101${String(n).padStart(3, '0')}`;
  const sum = FACTORS.reduce((all, factor, i) => all + factor * Number(body[i]), 0);
  return body + CHECKS.charAt(sum % 11);
};

let number = 0;
export const apply = async (
  site: Site,
  { union = 'hongxing', name = '陈明', card, id }: Applying = {},
): Promise<CaseId> => {
  number += 1;
  const caseId = await openCase(site.host, {
    pipeline: hardshipAid,
    title: `${name.slice(0, 1)}*`,
    union: UnitId.parse(union),
    lang: 'zh',
    email: 'applicant@example.org',
    appliedFen: 430_000,
    values: {
      name,
      idNumber: idNumber(id ?? number),
      mobile: '13800001234',
      ownMonthlyFen: 100_000,
      otherAnnualFen: 0,
      members: [],
      rigidExpenses: [{ kind: 'medical', amountFen: 2_000_000 }],
      aidTypes: ['MEDICAL'],
      reason: '患病住院，自付较多',
      bankName: '江东农商行',
      branch: '东湖支行',
      cardNo: card ?? `62220212345678${String(number).padStart(4, '0')}`,
      holder: name,
    },
  });
  await site.idle();
  return caseId;
};

export const answer = async (
  site: Site,
  id: CaseId,
  who: string,
  outcome: string,
  values: Fields = {},
): Promise<void> => {
  await site.idle();
  const open = await openTaskOf(site.host, id);
  if (!open) throw new Error(`${id} waits for nobody`);
  const result = await decideTask(site.host, {
    caseId: id,
    task: open.id,
    definition: taskOf(hardshipAid, open.name),
    by: { kind: 'person', person: PersonId.parse(who), role: open.role, unit: open.unit },
    outcome,
    values,
    sensitive: sealedIn(hardshipAid),
  });
  if (result.kind !== 'decided') throw new Error(`${open.id} is ${result.kind}`);
  await site.idle();
};

type Step = readonly [task: string, who: string, outcome: string, values?: Fields];
const PEOPLE: Record<string, [chair: string, surveyor: string, township: string]> = {
  hongxing: ['wang-hong', 'liu-yang', 'chen-gang'],
  'donghu-fangzhi': ['zhang-qiang', 'gao-feng', 'chen-gang'],
  'xishan-huanwei': ['lin-yan', 'ma-jun', 'xu-fang'],
};
const way = (union: string, fen: number): Step[] => {
  const [chair = '', surveyor = '', township = ''] = PEOPLE[union] ?? [];
  return [
    ['acceptance', 'li-min', 'accept'],
    ['unionReview', chair, 'approve'],
    ['homeSurvey', surveyor, 'fit', { visitAt: '2019-03-04' }],
    ['democraticReview', surveyor, 'for', { due: 5, present: 5, votesFor: 5, votesAgainst: 0 }],
    ['publicNotice', '', ''],
    ['noticeRecord', chair, 'clear'],
    ['townshipReview', township, 'approve'],
    ['dataCheck', 'li-min', 'clean', { reportNo: '核-1' }],
    ['classification', 'li-min', 'confirm', { proposedFen: fen, fileLevel: 'NATIONAL' }],
    ['districtReview', 'zhou-wei', 'approve'],
    ['meetingDecision', 'zhao-yu', 'approve', { minutesNo: '纪要-3' }],
    ['reportUp', 'li-min', 'approved', { letterNo: '批-7' }],
    ['funding', 'qian-hui', 'received', { adviceNo: '到-1', receivedFen: fen }],
  ];
};

/** Takes cases to a stage, all of them through the notice at once. Nothing is decided in that stage. */
export const walkTo = async (
  site: Site,
  stage: string,
  cases: readonly { id: CaseId; union?: string; fen?: number }[],
): Promise<void> => {
  const ways = cases.map(({ union = 'hongxing', fen = 430_000 }) => way(union, fen));
  for (const [at, [task]] of (ways[0] ?? []).entries()) {
    if (task === stage) return;
    if (task === 'publicNotice') {
      await site.moveTo('2019-03-09T10:00:00+08:00');
      continue;
    }
    for (const [i, { id }] of cases.entries()) {
      const [, who = '', outcome = '', values = {}] = ways[i]?.[at] ?? [];
      await answer(site, id, who, outcome, values);
    }
  }
};
