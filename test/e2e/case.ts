import { getCase } from '#shared/cases/change';
import { openCase } from '#shared/cases/open';
import { type CaseId, PersonId, UnitId } from '#shared/ids';
import { sealedIn } from '#shared/pipeline';
import type { Fields } from '#shared/table/table';
import { type Answer, decideTask, openTaskOf } from '#shared/tasks/decide';
import type { Site } from '#test/fakes';
import { hardshipAid } from '#workflows/hardshipAid/index';
import { taskOf } from '#workflows/index';

/** A case driven without pages, for tests of what lies beneath them: the real host, steps and state machine. */
export const application = {
  name: '陈大明',
  idNumber: '429900197001010014',
  mobile: '13800138000',
  ownMonthlyFen: 100_000,
  otherAnnualFen: 0,
  members: [{ name: '李华', relation: 'spouse', monthlyIncomeFen: 0 }],
  rigidExpenses: [{ kind: 'medical', amountFen: 2_003_177 }],
  aidTypes: ['MEDICAL'],
  reason: '患病住院，自付较多',
  bankName: '示例银行',
  cardNo: '6222021234567890128',
  holder: '陈大明',
};

export const submit = (site: Site, values: Fields = application, union = 'hongxing'): Promise<CaseId> =>
  openCase(site.host, {
    pipeline: hardshipAid,
    title: '陈**',
    union: UnitId.parse(union),
    lang: 'zh',
    email: 'applicant@example.org',
    appliedFen: 430_000,
    values,
  });

/** Decides whatever the case waits for. @throws when it waits for something else */
export const answer = async (site: Site, id: CaseId, [who, name, outcome, values = {}]: Step): Promise<Answer> => {
  await site.idle();
  const task = await openTaskOf(site.host, id);
  if (task?.name !== name) throw new Error(`${id} waits for ${task?.name}, not for ${name}`);
  const answered = await decideTask(site.host, {
    caseId: id,
    task: task.id,
    definition: taskOf(hardshipAid, name),
    by:
      who === 'applicant'
        ? { kind: 'applicant' }
        : { kind: 'person', person: PersonId.parse(who), role: task.role, unit: task.unit },
    outcome,
    values,
    sensitive: sealedIn(hardshipAid),
  });
  await site.idle();
  return answered;
};

type Step = readonly [who: string, task: string, outcome: string, values?: Fields];

const BEFORE_NOTICE: readonly Step[] = [
  ['li-min', 'acceptance', 'accept'],
  ['wang-hong', 'unionReview', 'approve'],
  ['liu-yang', 'homeSurvey', 'fit', { visitAt: '2019-03-04' }],
  ['liu-yang', 'democraticReview', 'for', { due: 5, present: 5, votesFor: 5, votesAgainst: 0 }],
];
const AFTER_NOTICE: readonly Step[] = [
  ['wang-hong', 'noticeRecord', 'clear'],
  ['chen-gang', 'townshipReview', 'approve'],
  ['li-min', 'dataCheck', 'clean', { reportNo: '核-1' }],
  ['li-min', 'classification', 'confirm', { proposedFen: 430_000, fileLevel: 'NATIONAL' }],
  ['zhou-wei', 'districtReview', 'approve'],
  ['zhao-yu', 'meetingDecision', 'approve', { minutesNo: '纪要-3' }],
  ['li-min', 'reportUp', 'approved', { letterNo: '批-7' }],
  ['qian-hui', 'funding', 'received', { adviceNo: '到-1', receivedFen: 430_000 }],
];
const WAY: readonly Step[] = [...BEFORE_NOTICE, ['', 'publicNotice', ''], ...AFTER_NOTICE];

/** Takes the ordinary way until the case waits for `task`; waits a notice out with the clock. */
export const walkTo = async (site: Site, id: CaseId, task: string): Promise<void> => {
  for (let steps = 0; steps < 40; steps++) {
    await site.idle();
    const { stage } = await getCase(site.table, id);
    if (stage === task) return;
    const step = WAY.find(([, name]) => name === stage);
    if (!step) throw new Error(`${id} is at ${stage}, and no ordinary way leads to ${task}`);
    if (stage === 'publicNotice') await site.moveTo(new Date(site.clock.now() + 10 * 86_400_000).toISOString());
    else await answer(site, id, step);
  }
};
