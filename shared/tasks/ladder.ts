import { endOfDay, startOfDay, type CivilDate } from '#shared/time/civil';
import { Instant } from '#shared/time/instant';
import type { TaskDefinition } from './definition.ts';
import type { Rung } from './task.ts';

const MORNING_MS = 9 * 3_600_000;
const DAY_MS = 86_400_000;

/**
 * What happens while a task keeps silent, always on a working morning at nine: a reminder half way, one on the first
 * day after its deadline, the deputy the day after, the duty officer the day after that, then it is marked stuck for an
 * admin. Silence never decides for an officer. Where a task lets time answer, the answer is given when its time ends.
 *
 * @param days   its deadline in working days
 * @param nth    the nth working day from the day it was asked
 */
export const ladder = (
  { silence, asks }: Pick<TaskDefinition, 'silence' | 'asks'>,
  days: number,
  nth: (n: number) => CivilDate,
): Rung[] => {
  const morning = (n: number) => Instant.parse(startOfDay(nth(n)) + MORNING_MS);
  const half: Rung[] = days > 1 ? [{ kind: 'remind', at: morning(Math.ceil(days / 2)) }] : [];
  if (silence !== 'escalate') return [...(asks === 'nobody' ? [] : half), { kind: 'lapse', at: endOfDay(nth(days)) }];
  return [
    ...half,
    { kind: 'remind', at: morning(days + 1) },
    { kind: 'deputy', at: morning(days + 2) },
    { kind: 'duty', at: morning(days + 3) },
    { kind: 'stuck', at: morning(days + 4) },
  ];
};

/**
 * Which rung fires at `now`, and when the ones after it do. After a long silence of the host itself (it was switched
 * off) a reminder that the next one overtakes is passed over, and each escalation still leaves a day for its answer.
 *
 * @returns the index of the rung to fire, and all rungs with their times; nothing when none is due
 */
export const climb = (
  rungs: readonly Rung[],
  climbed: number,
  now: Instant,
): { fires: number; rungs: Rung[] } | undefined => {
  const due = (i: number) => (rungs[i]?.at ?? Infinity) <= now;
  if (!due(climbed)) return undefined;
  let fires = climbed;
  while (rungs[fires]?.kind === 'remind' && due(fires + 1) && rungs[fires + 1]?.kind !== 'deputy') fires += 1;
  let earliest: number = now;
  const spaced = rungs.map((each, i) => {
    if (i <= fires) return each;
    earliest += DAY_MS;
    return each.at < earliest ? { ...each, at: Instant.parse(earliest) } : each;
  });
  return { fires, rungs: spaced };
};
