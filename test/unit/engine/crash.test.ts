import { expect, it } from 'vitest';
import { run } from '#test/torture/engine';

it('a process that is killed again and again loses nothing that it acknowledged', async () => {
  const { executions, calls, losses } = await run(5);

  expect(losses).toEqual({
    lostStarts: [],
    lostStops: [],
    lostAnswers: [],
    wrongOutputs: [],
    doubleAnswers: [],
    callsAfterSuccess: [],
    unseenTasks: [],
    gaps: [],
  });
  expect(executions).toBeGreaterThan(10);
  expect(calls).toBeGreaterThan(executions);
}, 60_000);
