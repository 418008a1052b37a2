import { describe, expect, it } from 'vitest';
import { OTHERWISE } from '#shared/states';
import { wakeOf } from '#shared/tasks/wake';
import { pipelines } from '#workflows/index';

describe('the answer with which a case goes straight on', () => {
  it('ends its state with a result, and every other one with what the machine catches', () => {
    const task = { taskToken: 'token', straight: 'accept' };
    expect(wakeOf(task, { outcome: 'accept' })).not.toHaveProperty('otherwise');
    expect(wakeOf(task, { outcome: 'return' })).toMatchObject({ output: { outcome: 'return' }, otherwise: true });
  });

  it('is every answer where the state names none: so it is in executions of an older definition', () => {
    expect(wakeOf({ taskToken: 'token', straight: undefined }, { outcome: 'return' })).not.toHaveProperty('otherwise');
  });

  const states = Object.values(pipelines).flatMap(({ name, machine, tasks }) =>
    Object.entries(machine.States).flatMap(([state, each]) => {
      if (each.Type !== 'Task' || each.Arguments.Payload['straight'] === undefined) return [];
      const { task, straight } = each.Arguments.Payload;
      const caught = (each.Catch ?? []).find(({ ErrorEquals }) => ErrorEquals.includes(OTHERWISE));
      const choice = caught && machine.States[caught.Next];
      return [{ at: `${name}: ${state}`, straight: String(straight), outcomes: tasks[String(task)]?.outcomes, choice }];
    }),
  );

  it.each(states)('is one of its task’s, and a choice looks at the others ($at)', ({ straight, outcomes, choice }) => {
    const named = straight.includes('{%') ? [...straight.matchAll(/'(\w+)'/g)].map(([, word]) => word) : [straight];
    const known = ['none', 'union', ...Object.keys(outcomes ?? {})];
    expect(named.filter((word) => !known.includes(String(word)))).toEqual([]);
    expect(choice?.Type).toBe('Choice');
  });
});
