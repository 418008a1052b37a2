import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTemplate, type Synthesised } from './template.ts';

/**
 * A stack that several files look at. It is made once in a run, whichever worker comes first: most of its seconds go
 * into the checks that a synthesis begins with.
 */
const stackOf = async (context: Readonly<Record<string, string>> = {}): Promise<Synthesised> => {
  const folder = process.env['NUANLIU_TEST_RUN'];
  const name = createHash('sha256').update(JSON.stringify(context)).digest('hex');
  const path = folder && join(folder, `stack-${name}.json`);
  if (path && existsSync(path)) return readTemplate(JSON.parse(readFileSync(path, 'utf8')));
  const { synthesise } = await import('./synthesised.ts');
  const made = synthesise(context);
  if (path) {
    writeFileSync(`${path}.${process.pid}`, made.text);
    renameSync(`${path}.${process.pid}`, path); // whole, for whoever looks at this moment
  }
  return made;
};

/** The two kinds of region that the stack is for, and one of them with a scanner. */
export const global = await stackOf();
export const scanned = await stackOf({ scanner: 'guardduty', unscanned: 'block' });
export const china = await stackOf({
  region: 'cn-north-1',
  mail: 'smtp',
  stage: 'prod',
  domain: 'aid.union.example.cn',
  admin: 'admin@union.example.cn',
});
