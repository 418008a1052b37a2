import { addDays, civilDate } from '#shared/time/civil';
import { Instant } from '#shared/time/instant';
import { answer, apply, correct, withdraw } from './applicant.ts';
import { type Bank, pay, recordFunding } from './cashier.ts';
import { decide } from './officer.ts';
import { type Mail, linkIn } from './postbox.ts';
import { isUp, objectTo } from './public.ts';
import { day, inOffice, morning } from './time.ts';
import { type Applicant, answerFor, type World, written } from './world.ts';

/** What happens by itself once a step is answered so: nobody does anything, or somebody other than the one asked. */
const WITHDRAWN = '申请人撤回';
const NOTHING = ['逾期未补正', '接受决定', '账户不变，再付一次'];

/** What letters to applicants ask of them: the words that their subject begins with, and the step that it is. */
const ASKED_OF_APPLICANTS: Readonly<Record<string, string>> = {
  请补充材料: '退回补正',
  申请未获同意: '等待是否复核',
  请核对银行卡: '更正银行账户',
};

type Errand = { readonly at: number; readonly run: () => Promise<void> };
type Waiting = { readonly email: string; readonly bank?: Bank; readonly reference: string; readonly yuan?: number };

/** How far it has come: for whoever watches. */
export type Progress = (line: { day: string; applied: number; decided: number; waiting: number }) => void;

const AT_ONCE = 4;

/** Plays a scenario to its last day: everybody does what they are asked, then time moves to the next thing that is due. */
export const play = async (world: World, progress: Progress = () => undefined): Promise<void> => {
  const { scenario, time, postbox, applicants } = world;
  const end = morning(day(scenario.until)) + 15 * 3_600_000 - 1;
  const granted = new Map<string, number>();
  const objected = new Set<Applicant>();
  // What an applicant has been asked and not been passed on from: its reminder asks for nothing new.
  const asking = new Map<Applicant, string>();
  let agenda: Errand[] = applicants.map((applicant) => ({
    at: inOffice(morning(day(applicant.person.applies)), 0),
    run: () => apply(world, applicant),
  }));
  let funding: (Waiting & { at: number })[] = [];
  let paying: (Waiting & { at: number })[] = [];
  let decided = 0;

  const plan = (at: number, run: () => Promise<void>) => agenda.push({ at, run });

  const toOfficer = (mail: Mail, applicant: Applicant, name: string, link: string): void => {
    const answered = answerFor(world, applicant, name);
    const { reference = '' } = applicant;
    const at = inOffice(time.now(), answered.after);
    if (answered.answer === WITHDRAWN) return void plan(at, () => withdraw(applicant));
    if (name === '资金到账')
      return void funding.push({ at, email: mail.to, reference, ...yuanOf(granted.get(reference)) });
    if (name === '打卡发放') {
      const failed = answered.answer === '发放失败';
      const bank: Bank = {
        reference,
        result: failed ? '失败' : '成功',
        reason: failed ? String(answered.words['失败原因'] ?? '账户状态异常') : '',
      };
      return void paying.push({ at, email: mail.to, reference, bank });
    }
    if (name === '上报' && answered.words['下达金额（元）'] !== undefined)
      granted.set(reference, Number(answered.words['下达金额（元）']));
    plan(at, async () => {
      const proposed = { '拟帮扶金额（元）': String(applicant.person.gets ?? applicant.person.asks) };
      await decide(world, {
        email: mail.to,
        link,
        answer: answered.answer,
        said: { ...proposed, ...written(world, answered) },
        must: answered.must,
      });
      decided += 1;
    });
  };

  const toApplicant = (applicant: Applicant, name: string): void => {
    const answered = answerFor(world, applicant, name);
    const at = inOffice(time.now(), answered.after);
    if (NOTHING.includes(answered.answer)) return;
    if (answered.answer === WITHDRAWN) return void plan(at, () => withdraw(applicant));
    plan(at, () => {
      const said = written(world, answered);
      if (name === '退回补正') return correct(applicant, said);
      const account = { 银行卡号: applicant.papers.cardNo, 户名: applicant.person.name };
      return answer(applicant, answered.answer, { ...account, ...said }, answered.must);
    });
  };

  const read = (mail: Mail): void => {
    const applicant = world.byReference(/困-\d{4}-\d{6,8}/.exec(mail.subject)?.[0] ?? '');
    if (!applicant) return;
    const asked = Object.entries(ASKED_OF_APPLICANTS).find(([words]) => mail.subject.startsWith(words))?.[1];
    if (asked !== undefined && mail.to === applicant.email && asking.get(applicant) !== asked) {
      asking.set(applicant, asked);
      return toApplicant(applicant, asked);
    }
    const name = /^请办理：(\S+) /.exec(mail.subject)?.[1];
    const link = linkIn(mail, '/t/');
    if (name === undefined || link === undefined) return undefined;
    asking.delete(applicant);
    return toOfficer(mail, applicant, name, link);
  };

  /** Whoever means to object looks at the notices every day. */
  const watchNotices = async (): Promise<void> => {
    for (const applicant of applicants) {
      const next = applicant.exceptions.find(({ at }) => at === '公示');
      if (!next || applicant.reference === undefined || objected.has(applicant)) continue;
      const { reference } = applicant;
      if (!(await isUp(world, reference))) continue;
      objected.add(applicant);
      const answered = answerFor(world, applicant, '公示');
      const on = addDays(time.today(), (answered.day ?? 2) - 1);
      plan(Math.max(time.now(), morning(on)), async () => {
        await objectTo(world, reference, {
          '您要反映什么情况？': '家庭情况与公示的不一致，请核实',
          ...written(world, answered),
        });
        objected.delete(applicant);
      });
    }
  };

  const due = <T extends { at: number }>(list: readonly T[]) => list.filter(({ at }) => at <= time.now());

  /** What is done for many cases at once, once nobody has anything else to do. @returns whether there was anything */
  const money = async (): Promise<boolean> => {
    const come = due(funding);
    const payable = due(paying);
    funding = funding.filter((each) => !come.includes(each));
    paying = paying.filter((each) => !payable.includes(each));
    const [first] = come;
    if (first) {
      const amounts = new Map(come.map(({ reference, yuan }) => [reference, yuan]));
      await recordFunding(world, { email: first.email, adviceNo: `到账-${time.today()}`, amounts });
    }
    const [payer] = payable;
    if (payer)
      await pay(
        world,
        payer.email,
        payable.flatMap(({ bank }) => bank ?? []),
      );
    return first !== undefined || payer !== undefined;
  };

  for (;;) {
    const next = await time.settle();
    for (const mail of await postbox.fresh()) read(mail);
    await watchNotices();
    const now = due(agenda);
    agenda = agenda.filter((errand) => !now.includes(errand));
    await together(
      now.map(({ run }) => run),
      AT_ONCE,
    );
    const day_ = civilDate(Instant.parse(time.now()));
    progress({
      day: day_,
      applied: applicants.filter(({ reference }) => reference).length,
      decided,
      waiting: agenda.length,
    });
    if (now.length > 0 || (await money())) continue;
    const to = Math.min(...[...agenda, ...funding, ...paying].map(({ at }) => at), next ?? Infinity);
    if (to > end) break;
    await time.moveTo(Math.max(to, time.now() + (next === to && to <= time.now() ? 1_000 : 0)));
  }
  await time.moveTo(end);
};

const yuanOf = (yuan: number | undefined) => (yuan === undefined ? {} : { yuan });

/** A few at once, as officials work beside each other. */
const together = async (errands: readonly (() => Promise<void>)[], lanes: number): Promise<void> => {
  const left = errands.values();
  const lane = async () => {
    for (const errand of left) await errand();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
};
