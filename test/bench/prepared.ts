import { routes } from '#infra/embedded/routes';
import { start, type Started } from '#infra/embedded/start';
import { caseItems } from '#shared/cases/boards';
import { Case } from '#shared/cases/case';
import { drafts } from '#shared/forms/draft';
import { openSession } from '#shared/forms/draftSession';
import type { Answers } from '#shared/forms/fields';
import { firstOpen } from '#shared/forms/journey';
import type { Table, Write } from '#shared/table/table';
import { freePort } from '#test/freePort';
import { invent } from '#test/scenarios/driver/invented';
import { journey } from '#workflows/hardshipAid/form';

/** Fills a data folder before anything is measured: by the product's own code, in this process, in real time. */
export const prepare = async <T>(folder: string, run: (started: Started) => Promise<T>): Promise<T> => {
  const port = await freePort();
  const url = new URL(`http://127.0.0.1:${port}/`);
  const started = await start({ port, hostname: '127.0.0.1', url, folder, behindProxy: false }, routes);
  try {
    return await run(started);
  } finally {
    await started.stop();
  }
};

const answersOf = (nth: number): Answers => {
  const { idNumber, mobile, cardNo } = invent('bench', String(nth));
  return {
    consent: true,
    name: '陈大明',
    idNumber,
    mobile,
    email: emailOf(nth),
    ethnicity: '汉族',
    address: '江东区东湖镇红星路 8 号',
    registeredArea: '江东区东湖镇',
    hukouType: 'RESIDENT',
    maritalStatus: 'MARRIED',
    healthStatus: 'SERIOUS',
    union: 'hongxing',
    memberNo: '不清楚',
    isMigrantWorker: false,
    employer: '红星机械厂',
    employerType: 'PRIVATE',
    employerCondition: 'DIFFICULT',
    industry: 'MANUFACTURING',
    workStatus: 'AT_WORK',
    workSince: '2005-07-01',
    modelWorkerType: 'NONE',
    members: [],
    zeroEmployment: false,
    selfHelp: true,
    housingType: 'OWNED',
    areaM2: 68,
    insurance: 'EMPLOYEE',
    dibaoStatus: 'NONE',
    otherAid: [],
    ownMonthlyFen: 120_000,
    otherAnnualFen: 0,
    rigidExpenses: [{ id: '000000000001', kind: 'medical', amountFen: 2_000_000 }],
    mainCause: 'ILLNESS',
    aidTypes: ['MEDICAL'],
    appliedFen: 430_000,
    reason: '去年十月确诊重病，住院两次，自付费用较多，家里只有我一人有收入，希望得到医疗救助。',
    hasCard: true,
    holder: '陈大明',
    cardNo,
    bankName: '中国工商银行',
    authorization: true,
    pledge: true,
  };
};

export const emailOf = (nth: number): string => `bench${nth}@example.net`;

/** Applications that are filled in and only have to be sent. @returns the cookie of each */
export const filledIn = async ({ embedded: { host } }: Started, count: number): Promise<string[]> => {
  const cookies: string[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const answers = answersOf(nth);
    const open = firstOpen(journey, answers);
    if (open) throw new Error(`The prepared application lacks ${open.question.slug}`);
    const { key } = await drafts(host).create('hardshipAid', answers);
    cookies.push(`application=${await openSession(host, key)}`);
  }
  return cookies;
};

/** A case is three items, and a transaction takes a hundred. */
const BATCH = 30;

/** Open cases, each waiting for somebody by some day. */
export const openCases = async (table: Table, count: number): Promise<void> => {
  const now = Date.now();
  for (let first = 0; first < count; first += BATCH) {
    const writes: Write[] = [];
    for (let nth = first; nth < Math.min(first + BATCH, count); nth += 1) {
      const each = Case.parse({
        id: `HA-2026-${String(nth).padStart(6, '0')}`,
        pipeline: 'hardshipAid',
        version: 1,
        seq: 1,
        head: '',
        title: '陈*',
        union: 'hongxing',
        township: 'donghu',
        district: 'jiangdong',
        openedAt: now,
        stage: 'unionReview',
        stageSince: now,
        task: 'unionReview.1',
        waitingFor: { role: 'unionChair', unit: 'hongxing' },
        dueAt: now + (nth + 1) * 60_000,
        rounds: {},
        acted: {},
        flags: [],
        appliedFen: 430_000,
        noticeClear: false,
        approved: false,
        budgeted: false,
        lang: 'zh',
        facts: {},
      });
      writes.push(...caseItems(each).map((put) => ({ put })));
    }
    await table.transact(writes);
  }
};
