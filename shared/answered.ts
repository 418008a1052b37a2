/**
 * Choice states behind an answer: where each leads, and where any other does. Used by every machine; the states that
 * ask are in `states.ts`.
 */
import type { Template } from './asl.ts';

/** Holds where the last answer was this one. */
export const on = (outcome: string) => `{% $outcome = '${outcome}' %}` as const;

type Way<State extends string> = {
  readonly Condition: string;
  readonly Assign?: Readonly<Record<string, Template>>;
  readonly Next: State;
};

/** Each answer leads to its state, then `ways` are tried, and any other answer leads to `otherwise`. */
export const answered = <const State extends string>(
  next: Readonly<Record<string, State>>,
  otherwise: State,
  ways: readonly Way<State>[] = [],
) => ({
  Type: 'Choice' as const,
  Choices: [...Object.entries(next).map(([outcome, Next]) => ({ Condition: on(outcome), Next })), ...ways],
  Default: otherwise,
});

/**
 * The ways out of an application that the answer of any official may take: back to the applicant, twice at most;
 * refused; taken back by the applicant. The machine begins with `returns` at 0, and `backTo` leads to where `$back` says.
 * Where a refusal can be appealed against, `appealed` is where a second one leads; that machine has `$appealed`.
 */
export const waysOut = <const State extends string>(to: {
  readonly correct: State;
  readonly incomplete: State;
  readonly refuse: State;
  readonly appealed?: State;
  readonly withdraw: State;
}): readonly Way<State>[] => [
  {
    Condition: "{% $outcome = 'return' and $returns < 2 %}",
    Assign: { back: '{% $asked %}', returns: '{% $returns + 1 %}' },
    Next: to.correct,
  },
  { Condition: on('return'), Next: to.incomplete },
  ...(to.appealed ? [{ Condition: "{% $outcome = 'reject' and $appealed %}", Next: to.appealed }] : []),
  { Condition: on('reject'), Assign: { back: '{% $asked %}' }, Next: to.refuse },
  { Condition: on('withdraw'), Next: to.withdraw },
];

/** To the state of the task that gave the application back, by that task's name. */
export const backTo = <const State extends string>(states: Readonly<Record<string, State>>, otherwise: State) => ({
  Type: 'Choice' as const,
  Choices: Object.entries(states).map(([task, Next]) => ({ Condition: `{% $back = '${task}' %}`, Next })),
  Default: otherwise,
});
