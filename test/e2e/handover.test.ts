import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sweep } from '#functions/sweep';
import { getCase } from '#shared/cases/change';
import { executionsOf } from '#shared/executions/executions';
import { HANDED_OVER, LIMITS, lookAfter } from '#shared/executions/handover';
import type { CaseId } from '#shared/ids';
import { openTaskOf } from '#shared/tasks/decide';
import { prefix } from '#shared/table/table';
import type { Workflows } from '#shared/workflows';
import { faults, showsCase } from '#test/contract/moving';
import { type Site, startEmbedded } from '#test/fakes';
import { hardshipAid } from '#workflows/hardshipAid/index';
import { answer, application, submit, walkTo } from './case.ts';

const DAY_MS = 86_400_000;
const later = (site: Site, days: number) => site.moveTo(new Date(site.clock.now() + days * DAY_MS).toISOString());

/** The executions of a case, as they are on the engine. */
const livesOf = async (site: Site, id: CaseId) =>
  Promise.all(
    (await executionsOf(site.table, id)).map(async ({ machine, name, endedAt }) => {
      const found = await site.engine.describeExecution({ machine, name });
      return { name, status: found?.status, ended: endedAt !== undefined };
    }),
  );

const linkFor = (site: Site, email: string) =>
  /http:\/\/\S+(\/t\/[\w-]+)/.exec(site.mailTo(email).at(-1)?.text ?? '')?.[1] ?? expect.unreachable();

/** What must be as it was: the question, who is asked, until when, and its reminders. */
const asked = async (site: Site, id: CaseId) => {
  const task = (await openTaskOf(site.host, id)) ?? expect.unreachable();
  const { taskToken: _, ...rest } = task;
  return rest;
};

const FORM = {
  ...application,
  reason: '患病住院，自付较多。'.repeat(400),
  members: Array.from({ length: 40 }, (_, i) => ({
    name: `李华${i}`,
    relation: 'sibling',
    monthlyIncomeFen: 0,
    note: '无收入'.repeat(60),
  })),
};

describe('a case that lives longer than an execution', () => {
  it('of 400 days completes by handing over, and nobody notices', async () => {
    await using site = await startEmbedded();
    const id = await submit(site, FORM);
    await walkTo(site, id, 'funding');
    await later(site, 290);
    const before = await asked(site, id);
    expect(await livesOf(site, id)).toMatchObject([{ status: 'RUNNING', ended: false }]);
    await later(site, 110);
    expect(await livesOf(site, id)).toEqual([
      { name: id, status: 'ABORTED', ended: true },
      { name: `${id}-2`, status: 'RUNNING', ended: false },
    ]);
    expect(await asked(site, id)).toEqual(before);

    await walkTo(site, id, 'payment');
    await answer(site, id, ['qian-hui', 'payment', 'paid']);
    await later(site, 400);
    await answer(site, id, ['liu-yang', 'followUp', 'visited']);
    expect(await getCase(site.table, id)).toMatchObject({ stage: 'AIDED', receivedFen: 430_000 });
    await later(site, 40);
    expect((await livesOf(site, id)).map(({ status, ended }) => [status, ended])).toEqual([
      ['ABORTED', true],
      ['ABORTED', true],
      ['SUCCEEDED', true],
    ]);
    expect(await faults(site.host, [id])).toEqual([undefined]);
    const { items } = await site.table.query({ pk: `CASE#${id}`, ...prefix('MONEY#') });
    // Answered past the bank's file: what was committed is released at the close.
    expect(items.map(({ entry }) => entry)).toEqual(['reserve', 'receive', 'commit', 'release']);

    const histories = (await executionsOf(site.table, id)).map(({ machine, name }) =>
      site.engine.getExecutionHistory({ machine, name }),
    );
    const events = (await Promise.all(histories)).flat();
    expect(Math.max(...events.map((each) => JSON.stringify(each).length))).toBeLessThan(2_000);
    expect(JSON.stringify(events)).not.toMatch(/患病|李华|陈/);
    expect(JSON.stringify(FORM).length).toBeGreaterThan(10_000);
  });

  it('that was returned and asked so often that its history grows long does so as well, its links open', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, 'unionReview');
    await later(site, 29);
    for (let round = 0; round < 2; round++) {
      await answer(site, id, ['wang-hong', 'unionReview', 'return']);
      await answer(site, id, ['applicant', 'correction', 'done']);
    }
    const [before, link] = [await asked(site, id), linkFor(site, 'wanghong@example.org')];
    const { length } = await site.engine.getExecutionHistory({ machine: 'hardshipAid', name: id });
    site.clock.moveTo(site.clock.now() + 3 * DAY_MS);
    await sweep(site.host, { ...LIMITS, events: length + 1 });
    expect(await livesOf(site, id)).toMatchObject([{ status: 'RUNNING' }]);
    site.clock.moveTo(site.clock.now() + 32 * DAY_MS);
    await site.idle();
    await sweep(site.host, { ...LIMITS, events: length });
    await site.idle();
    expect(await livesOf(site, id)).toMatchObject([{ status: 'ABORTED' }, { status: 'RUNNING', ended: false }]);
    expect((await asked(site, id)).id).toBe(before.id);
    expect(await showsCase(site, link)).toEqual([200, true]);
    // It is not offered a third correction: the machine goes on with what it has counted.
    await answer(site, id, ['wang-hong', 'unionReview', 'return']);
    expect((await getCase(site.table, id)).stage).toBe('CLOSED_INCOMPLETE');
  });

  it('goes on although the host stood still past the end of its execution', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, 'townshipReview');
    const before = await asked(site, id);
    site.clock.moveTo(site.clock.now() + 370 * DAY_MS);
    await site.idle();
    expect(await livesOf(site, id)).toMatchObject([{ status: 'TIMED_OUT', ended: false }]);
    await sweep(site.host);
    await site.idle();
    expect(await livesOf(site, id)).toMatchObject([{ status: 'TIMED_OUT', ended: true }, { status: 'RUNNING' }]);
    expect((await asked(site, id)).id).toBe(before.id);
    await walkTo(site, id, 'classification');
  });

  it('keeps its execution where the newest definition has no state like the one that it is in, and says so', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, 'unionReview');
    const [record] = await executionsOf(site.table, id);
    const { 'Union reviews': _, ...States } = hardshipAid.machine.States;
    const without = { ...hardshipAid.machine, States };
    site.clock.moveTo(site.clock.now() + 301 * DAY_MS);
    await site.idle();
    await lookAfter(site.host, record, () => without);
    const states = await executionsOf(site.table, id);
    expect(states).toMatchObject([{ misses: 'Union reviews' }]);
    expect(await livesOf(site, id)).toMatchObject([{ status: 'RUNNING', ended: false }]);
    await lookAfter(site.host, states[0], () => hardshipAid.machine);
    await site.idle();
    expect(await executionsOf(site.table, id)).toMatchObject([{ n: 1 }, { n: 2 }]);
    expect((await executionsOf(site.table, id)).map(({ misses }) => misses)).toEqual([undefined, undefined]);
    await walkTo(site, id, 'townshipReview');
  });
});

const crash = () => Promise.reject(new Error('Killed'));

/** Where a handover is broken off: what of it has happened by then. */
const BREAKS: Record<string, (workflows: Workflows) => Partial<Workflows>> = {
  'before it stops the old one': () => ({ stopExecution: crash }),
  'after it has stopped the old one': (workflows) => ({
    stopExecution: async (stop) => {
      await workflows.stopExecution(stop);
      await crash();
    },
  }),
  'before it starts the new one': () => ({ startExecution: crash }),
  'after it has started the new one': (workflows) => ({
    startExecution: async (start) => {
      await workflows.startExecution(start);
      await crash();
    },
  }),
};

describe.each(Object.entries(BREAKS))('a handover that is broken off %s', (_, breaking) => {
  it('is finished by the next sweep after a restart, whatever was decided meanwhile', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nuanliu-handover-'));
    const ids: CaseId[] = [];
    let at = '';
    {
      await using site = await startEmbedded({ folder });
      ids.push(await submit(site), await submit(site));
      for (const id of ids) await walkTo(site, id, 'unionReview');
      site.clock.moveTo(site.clock.now() + 301 * DAY_MS);
      await site.idle();
      const { workflows } = site.host;
      for (const id of ids) {
        const [record] = await executionsOf(site.table, id);
        const host = { ...site.host, workflows: { ...workflows, ...breaking(workflows) } };
        await expect(lookAfter(host, record, () => hardshipAid.machine)).rejects.toThrow('Killed');
      }
      at = new Date(site.clock.now() + DAY_MS).toISOString();
      // One is decided in the gap: its wake-up reaches whoever waits then, or nobody.
      await answer(site, ids[0] ?? expect.unreachable(), ['wang-hong', 'unionReview', 'approve']);
    }
    await using site = await startEmbedded({ folder, at });
    await site.idle();
    for (const id of ids) {
      const lives = await livesOf(site, id);
      expect(lives.filter(({ status }) => status === 'RUNNING')).toHaveLength(1);
      expect(lives.map(({ ended }) => ended)).toEqual([true, false]);
      const { error } = (await site.engine.describeExecution({ machine: 'hardshipAid', name: id })) ?? {};
      expect(error).toBe(HANDED_OVER);
    }
    const stages = await Promise.all(ids.map(async (id) => (await getCase(site.table, id)).stage));
    expect(stages).toEqual(['homeSurvey', 'unionReview']);
    for (const id of ids) await walkTo(site, id, 'democraticReview');
    expect(await faults(site.host, ids)).toEqual([undefined, undefined]);
    rmSync(folder, { recursive: true });
  });
});
