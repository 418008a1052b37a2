import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipelines } from '#workflows/index';

/** Writes each machine as Workflow Studio and the AWS toolkits read it: `npm run asl [-- folder]`. */
const folder = process.argv[2] ?? 'cdk.out/asl';
mkdirSync(folder, { recursive: true });
for (const { name, machine } of Object.values(pipelines)) {
  const path = join(folder, `${name}.asl.json`);
  writeFileSync(path, `${JSON.stringify(machine, null, 2)}\n`);
  console.log(path);
}
