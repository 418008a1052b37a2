import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolder } from '#infra/embedded/folder';
import type { Watch } from '#infra/embedded/host';
import { openTable } from '#infra/embedded/table';
import { Outage } from '#shared/faults';
import { parseUnion, writeUnion } from '#shared/people/union';
import { Instant } from '#shared/time/instant';
import type { Weather } from '#test/aws/host';
import { faultsOf, type Left, type Trace, traceOf } from '#test/aws/trace';
import { type Site, startEmbedded } from '#test/fakes';
import { held } from '#test/held';
import { itemsIn, mailsIn } from '#test/scenarios/driver/eventLog';
import { readPlay } from '#test/scenarios/plays';

/** The longest time that something is put off. */
const PUT_OFF_MS = 61 * 60_000;

/** On this host a wake-up is a call in the same process: it may come twice, or not at all until the sweep. */
const delivered = async <T>(run: () => Promise<T>, { passage }: Weather): Promise<T> => {
  const how = passage?.([]);
  if (how === 'lost' || how === 'late') throw new Outage('The wake-up got lost');
  if (how === 'twice') await run();
  if (how !== 'at once') return run();
  const [first] = await Promise.all([run(), run()]);
  return first;
};

const watching = (weather: Weather, now: () => number): Watch => {
  const { ports, invocation } = held();
  const clock = { now: () => Instant.parse(now()) };
  return {
    ports,
    invocation: (name, run) =>
      name === 'background' ? delivered(() => invocation(name, run), weather) : invocation(name, run),
    invoking: (invoke) => weather.invoking?.(invoke, clock) ?? invoke,
  };
};

const leftOn = async (site: Site): Promise<Left> => {
  const items = itemsIn(site.folder);
  const machines = site.engine.machines.list();
  const lists = machines.map(({ name }) => site.engine.listExecutions({ machine: name, limit: 1_000 }));
  return {
    items,
    mails: mailsIn(site.folder).map(({ id, recipient, subject, text }) => ({ id, to: recipient, subject, text })),
    executions: (await Promise.all(lists)).flatMap(({ executions }) => executions),
    faults: await faultsOf(site.host, items),
  };
};

/** Plays a scenario on the embedded host in this process. Of the weather it knows what happens to steps and deliveries. */
export const playEmbedded = async (file: string, weather: Weather = {}): Promise<Trace> => {
  const { start, union, play } = readPlay(file);
  const at = `${start}T09:00:00+08:00`;
  const folder = mkdtempSync(join(tmpdir(), 'nuanliu-'));
  const clock = { now: () => Date.parse(at) };
  try {
    if (union !== undefined) {
      const data = openFolder(folder);
      await writeUnion(openTable(data.store), parseUnion(readFileSync(union, 'utf8')), { sample: false });
      data.close();
    }
    await using site = await startEmbedded({ at, folder, watch: watching(weather, () => clock.now()) });
    clock.now = () => site.clock.now();
    const { sending } = weather;
    await play({ url: site.url, up: () => Promise.resolve(), said: () => '', ...(sending && { sending }) });
    await site.moveTo(new Date(site.clock.now() + PUT_OFF_MS).toISOString());
    return traceOf(await leftOn(site));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
