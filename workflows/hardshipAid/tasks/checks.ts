import { Held } from '#shared/ledger/budget';
import type { Problem, TaskDefinition } from '#shared/tasks/definition';

type Check = NonNullable<TaskDefinition['check']>;
type Answer = Parameters<Check>[0];

const number = ({ values }: Answer, name: string): number => Number(values[name] ?? Number.NaN);
const problem = (field: string, zh: string, en: string): Problem => ({ field, message: { zh, en } });
const problems = (...found: readonly (Problem | false)[]): readonly Problem[] => found.filter((each) => each !== false);

/** A meeting decides with two thirds of its members present. */
const quorum = (answer: Answer): Problem | false =>
  number(answer, 'present') * 3 < number(answer, 'due') * 2 &&
  problem(
    'present',
    '实到人数不足应到人数的三分之二，会议不能决定',
    'Fewer than two thirds are present: the meeting cannot decide',
  );

const notMore = (answer: Answer): Problem | false =>
  number(answer, 'present') > number(answer, 'due') &&
  problem('present', '实到人数不能多于应到人数', 'More are present than there are members');

export const meets: Check = (answer) => (answer.outcome === 'return' ? [] : problems(quorum(answer), notMore(answer)));

/** A vote carries with more than half of those present. */
export const votes: Check = (answer) => {
  if (answer.outcome === 'return') return [];
  const cast = number(answer, 'votesFor') + number(answer, 'votesAgainst');
  return problems(
    quorum(answer),
    notMore(answer),
    cast > number(answer, 'present') &&
      problem('votesFor', '同意与不同意的票数之和不能多于实到人数', 'More votes than people present'),
    answer.outcome === 'for' &&
      number(answer, 'votesFor') * 2 <= number(answer, 'present') &&
      problem('votesFor', '同意票没有过半数，不能选“评议通过”', 'Not more than half are for it: it has not passed'),
  );
};

/** A home is visited by two people at least. */
export const twoSurveyors: Check = ({ outcome, values }) => {
  const names = String(values['surveyors'] ?? '')
    .split(/[、，,;；\s]+/)
    .filter((name) => name !== '');
  return problems(
    outcome !== 'return' &&
      new Set(names).size < 2 &&
      problem(
        'surveyors',
        '调查人至少填写两人，用顿号隔开，例如：王红、刘洋',
        'Name at least two surveyors, separated by commas',
      ),
  );
};

export const eligible: Check = (answer) =>
  problems(
    answer.outcome === 'confirm' &&
      answer.case.facts['category'] === 'NONE' &&
      problem(
        'proposedFen',
        '按当年标准不属于困难职工，不能确认；请选择“不同意”并写明理由',
        'Not in hardship by this year’s standards: it cannot be confirmed',
      ),
  );

/** The superior union grants what was approved or less. */
export const withinReserved =
  (field: string): Check =>
  (answer) => {
    const held = Held.safeParse(answer.case.facts['held']);
    return problems(
      held.success &&
        number(answer, field) > held.data.reservedFen &&
        problem(field, '金额不能大于已经批准并预留的金额', 'More than what was approved and reserved'),
    );
  };
