import type { Agenda } from './agenda.ts';
import { answer, correct, withdraw } from './applicant.ts';
import { decide } from './officer.ts';
import { linkIn, type Mail } from './postbox.ts';
import type { Till } from './till.ts';
import { inOffice } from './time.ts';
import type { Errand } from './together.ts';
import { type Answered, type Applicant, answerFor, type World, written } from './world.ts';

/** Answers that somebody other than the one who was asked gives, and those that time gives by itself. */
const WITHDRAWN = '申请人撤回';
const NOTHING = ['逾期未补正', '接受决定', '账户不变，再付一次'];

/** What letters to applicants ask of them: the words that their subject begins with, and the step that it is. */
const ASKED_OF_APPLICANTS: Readonly<Record<string, string>> = {
  请补充材料: '退回补正',
  申请未获同意: '等待是否复核',
  请核对银行卡: '更正银行账户',
};

type Request = { readonly mail: Mail; readonly applicant: Applicant; readonly step: string; readonly link: string };

/** Reads mails, and puts on the agenda what their readers will do. */
export const openDesk = (world: World, agenda: Agenda<Errand>, till: Till) => {
  const { time } = world;
  const granted = new Map<Applicant, number>();
  // What an applicant has been asked and not been passed on from: its reminder asks for nothing new.
  const asking = new Map<Applicant, string>();
  let decided = 0;

  /** Steps of money are done in the console, for many cases at once. */
  const toFinance = (at: number, { mail, applicant, step }: Request, { answer: result, words }: Answered): boolean => {
    const { reference = '' } = applicant;
    if (step === '资金到账') till.funding.add(at, { email: mail.to, reference, yuan: granted.get(applicant) });
    else if (step === '打卡发放') {
      const failed = result === '发放失败';
      const reason = failed ? String(words['失败原因'] ?? '账户状态异常') : '';
      till.paying.add(at, { email: mail.to, bank: { reference, result: failed ? '失败' : '成功', reason } });
    } else return false;
    return true;
  };

  const toOfficer = (request: Request): void => {
    const { mail, applicant, step, link } = request;
    const answered = answerFor(world, applicant, step);
    const at = inOffice(time.now(), answered.after);
    if (answered.answer === WITHDRAWN) return agenda.add(at, () => withdraw(applicant));
    if (toFinance(at, request, answered)) return undefined;
    const less = answered.words['下达金额（元）'];
    if (less !== undefined) granted.set(applicant, Number(less));
    const { gets, asks } = applicant.person;
    return agenda.add(at, async () => {
      const said = { '拟帮扶金额（元）': String(gets ?? asks), ...written(world, answered) };
      await decide(world, { email: mail.to, link, answer: answered.answer, said, must: answered.must });
      decided += 1;
    });
  };

  const toApplicant = (applicant: Applicant, step: string): void => {
    const answered = answerFor(world, applicant, step);
    const at = inOffice(time.now(), answered.after);
    if (NOTHING.includes(answered.answer)) return undefined;
    if (answered.answer === WITHDRAWN) return agenda.add(at, () => withdraw(applicant));
    return agenda.add(at, () => {
      const said = written(world, answered);
      if (step === '退回补正') return correct(applicant, said);
      const account = { 银行卡号: applicant.papers.cardNo, 户名: applicant.person.name };
      return answer(applicant, answered.answer, { ...account, ...said }, answered.must);
    });
  };

  const read = (mail: Mail, applicant: Applicant): void => {
    const asked = Object.entries(ASKED_OF_APPLICANTS).find(([words]) => mail.subject.startsWith(words))?.[1];
    const step = /^请办理：(\S+) /.exec(mail.subject)?.[1];
    const link = linkIn(mail, '/t/');
    if (asked !== undefined && mail.to === applicant.email && asking.get(applicant) !== asked) {
      asking.set(applicant, asked);
      toApplicant(applicant, asked);
    } else if (step !== undefined && link !== undefined) {
      asking.delete(applicant);
      toOfficer({ mail, applicant, step, link });
    }
  };

  return {
    /** How many answers officers have given. */
    decided: () => decided,
    /** Reads what has come, in the order of the scenario's people: mails of the same moment come in any. */
    read: (mails: readonly Mail[]): void => {
      const about = mails.flatMap((mail) => {
        const applicant = world.byReference(/困-\d{4}-\d{6,8}/.exec(mail.subject)?.[0] ?? '');
        return applicant ? [{ mail, applicant }] : [];
      });
      for (const { mail, applicant } of about.toSorted((a, b) => a.applicant.nth - b.applicant.nth))
        read(mail, applicant);
    },
  };
};
