import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { called } from '#infra/usage';
import { pipelines } from '#workflows/index';

const USAGE = `npm run asl [-- folder]
Writes each machine as Workflow Studio and the AWS toolkits read it, into cdk.out/asl where no folder is named.`;

const [folder = 'cdk.out/asl'] = called(USAGE, { most: 1 }).words;
mkdirSync(folder, { recursive: true });
for (const { name, machine } of Object.values(pipelines)) {
  const path = join(folder, `${name}.asl.json`);
  writeFileSync(path, `${JSON.stringify(machine, null, 2)}\n`);
  console.log(path);
}
