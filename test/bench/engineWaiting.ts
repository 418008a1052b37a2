// One process that takes up what a folder holds, and tells how long that took and what it weighs.
import { join } from 'node:path';
import { realClock } from '#infra/embedded/clock';
import { startEngine } from '#infra/embedded/engine/engine';
import { openStore } from '#infra/embedded/sqlite';
import { waiting } from '#test/bench/engineMachines';

const [folder = '', count = '0'] = process.argv.slice(2);
const began = performance.now();
const store = openStore(join(folder, 'engine.db'));
const engine = await startEngine({
  store,
  clock: realClock(),
  machines: { waiting },
  invoke: () => Promise.resolve(null),
});
await engine.idle();
const ready = performance.now() - began;

for (let i = 0; i < Number(count); i += 1_000) {
  await Promise.all(
    Array.from({ length: 1_000 }, (_, j) =>
      engine.startExecution({ machine: 'waiting', name: `${i + j}`, input: { id: i + j } }),
    ),
  );
}
await engine.idle();
const cpu = process.cpuUsage();
await new Promise((resolve) => {
  setTimeout(resolve, 1_000);
});
const { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify({ ready, rss: process.memoryUsage.rss(), idleCpuMs: (user + system) / 1_000 }));
await engine.stop();
store.close();
