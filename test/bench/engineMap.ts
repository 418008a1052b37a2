// One process that runs a distributed Map over a file of so many lines, and tells how much memory it took.
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { realClock } from '#infra/embedded/clock';
import { startEngine } from '#infra/embedded/engine/engine';
import type { MapFiles } from '#infra/embedded/engine/map/reader';
import { openStore } from '#infra/embedded/sqlite';
import { overFile } from '#test/bench/engineMachines';

const [folder = '', lines = '0'] = process.argv.slice(2);
function* numbered() {
  for (let i = 0; i < Number(lines); i += 1) yield `{"id":${i},"unit":"Union of works ${i % 500}"}\n`;
}
await pipeline(numbered, createWriteStream(join(folder, 'in')));

const store = openStore(join(folder, 'engine.db'));
const files: MapFiles = {
  read: ({ Key }) => createReadStream(join(folder, Key)),
  write: async ({ Key }, text) => {
    const out = createWriteStream(join(folder, Key.replaceAll('/', '-')));
    await pipeline(text, out);
    return out.bytesWritten;
  },
};
const engine = await startEngine({
  store,
  clock: realClock(),
  machines: { overFile },
  files,
  invoke: (_, payload) => Promise.resolve(payload),
});
let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 20);
const began = performance.now();
await engine.startExecution({ machine: 'overFile', name: 'one', input: {} });
await engine.idle();
clearInterval(watch);
const { status } = (await engine.describeExecution({ machine: 'overFile', name: 'one' })) ?? {};
console.log(JSON.stringify({ status, rss: peak, seconds: (performance.now() - began) / 1_000 }));
await engine.stop();
store.close();
