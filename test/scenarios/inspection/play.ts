import { type Agenda, openAgenda } from '../driver/agenda.ts';
import { decide } from '../driver/officer.ts';
import { linkIn, type Mail } from '../driver/postbox.ts';
import type { Said } from '../driver/fill.ts';
import { day, inOffice, morning } from '../driver/time.ts';
import { type Errand, together } from '../driver/together.ts';
import { wordsIn } from '../driver/world.ts';
import { askForTime, putRight, selfInspect } from './chair.ts';
import { bookPayment, drawUp, verifyAll, type World } from './district.ts';
import { chairOf } from './federation.ts';
import type { InspectionScenario, Unit } from './scenario.ts';

type Known = { readonly answer: string; readonly after: number; readonly said?: Said };

/**
 * How officials answer, and after how many working days. What is not named here is done on pages of its own. 今天 is
 * the day of the answer, 比例 the scenario's share of units to be visited.
 */
const ANSWERS: Readonly<Record<string, Known>> = {
  部署: { answer: '同意，下发各单位', after: 0 },
  自查报告审核: { answer: '接收', after: 1 },
  确定抽查单位: { answer: '按此比例抽查', after: 0, said: { 抽查比例: '比例' } },
  实地抽查: {
    answer: '与自查报告一致',
    after: 3,
    said: { 抽查日期: '今天', 抽查人: '孙涛、冯兰', 工作底稿编号: '底稿-1' },
  },
  单位对抽查的答复: { answer: '属实', after: 1 },
  问题定性: { answer: '同意认定', after: 1, said: { 情节: '主动自查发现，情节较轻' } },
  单位对认定的意见: { answer: '没有异议', after: 1 },
  下达整改通知书: { answer: '下达', after: 1, said: { 整改通知书文号: '江工整〔2019〕1号' } },
  总结报告: {
    answer: '审议通过',
    after: 5,
    said: { 会议纪要编号: '江工纪要〔2019〕12号', '建章立制、举一反三': '修订福利管理办法，每年自查一次' },
  },
};

export type How = {
  /** See together.ts. */
  readonly inTurn?: boolean | undefined;
  /** How far it has come: for whoever watches. */
  readonly progress?: ((day: string) => void) | undefined;
};

/** Plays an inspection to its last day. @returns the path of its board */
export const play = async (
  world: World,
  scenario: InspectionScenario,
  { inTurn = false, progress }: How = {},
): Promise<string> => {
  const { time, postbox } = world;
  const agenda: Agenda<Errand> = openAgenda(time);
  const end = morning(day(scenario.until)) + 15 * 3_600_000 - 1;
  const paying = new Map<string, { email: string; link: string }>();
  const left = new Map(scenario.units.map(({ unit, but }) => [unit, [...but]]));
  /** How this is answered otherwise this time. Asking uses it up. */
  const otherwise = (unit: string | undefined, title: string): Known | undefined => {
    const exceptions = left.get(unit ?? '') ?? [];
    const at = exceptions.findIndex((exception) => exception.at === title);
    const [one] = at < 0 ? [] : exceptions.splice(at, 1);
    return one && { answer: one.answer, after: one.after ?? 1, said: wordsIn(one) };
  };
  let board = '';
  agenda.add(inOffice(morning(day(scenario.inspection.launched)), 0), async () => {
    board = await drawUp(world, scenario);
  });
  for (const [nth, unit] of scenario.units.entries()) {
    for (const [on, yuan] of Object.entries(unit.pays)) {
      agenda.add(morning(day(on)), async () => {
        const at = paying.get(unit.unit);
        if (!at) throw new Error(`${unit.unit} pays on ${on}, but nobody has asked finance to book it by then`);
        await bookPayment(world, { ...at, yuan, on, receipt: `收-${nth + 1}-${on}` });
      });
    }
  }

  /** Which unit a mail is about, by its place in the scenario; -1 for the programme itself. */
  const unitOf = ({ to, subject }: Mail): number =>
    scenario.units.findIndex(({ unit }, i) => to === chairOf(i).email || subject.includes(`，${unit}，`));
  const read = (mail: Mail): void => {
    const title = /^请办理：(\S+) /.exec(mail.subject)?.[1] ?? '';
    const link = linkIn(mail, '/t/');
    if (link === undefined) return;
    const plan = (after: number, run: Errand) => agenda.add(inOffice(time.now(), after), run);
    const browser = world.browserOf(mail.to);
    const nth = unitOf(mail);
    const unit: Unit | undefined = scenario.units[nth];
    const exception = otherwise(unit?.unit, title);
    if (title === '整改' && exception)
      return plan(exception.after, () => askForTime(browser, link, exception.said ?? {}));
    const known = exception ?? ANSWERS[title];
    if (known) {
      const { answer, after, said = {} } = known;
      return plan(after, async () => {
        const meant: Said = { 今天: time.today(), 比例: String(scenario.inspection.visits) };
        const words = Object.fromEntries(
          Object.entries(said).map(([label, word]) => [label, meant[String(word)] ?? word]),
        );
        await decide(world, { email: mail.to, link, answer, said: words, must: Object.keys(words) });
      });
    }
    if (!unit) return;
    // Units answer over the two weeks that they have.
    if (title === '自查' && unit.reports) return plan(2 + (nth % 11), () => selfInspect(browser, link, unit, nth));
    if (title === '整改' && unit.submits) return plan(5 + (nth % 5), () => putRight(browser, link, time.today()));
    if (title === '追缴清退' || title === '分期清退') paying.set(unit.unit, { email: mail.to, link });
    if (title === '验收销号') plan(2, () => verifyAll(world, mail.to, link));
  };

  for (;;) {
    const next = await time.settle();
    // Mails of the same moment come in any order.
    for (const mail of (await postbox.fresh()).toSorted((a, b) => unitOf(a) - unitOf(b))) read(mail);
    const now = agenda.take();
    progress?.(time.today());
    await together(now, inTurn ? time.settle : undefined);
    if (now.length > 0) continue;
    const to = Math.min(agenda.next(), next ?? Infinity);
    if (to > end) break;
    await time.moveTo(Math.max(to, time.now() + (next === to && to <= time.now() ? 1_000 : 0)));
  }
  await time.moveTo(end);
  return board;
};
