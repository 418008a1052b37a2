import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import type { Unit } from './scenario.ts';

const SAMPLE = new URL('../../../infra/embedded/sample/union.yaml', import.meta.url);
const Sample = z.looseObject({
  units: z.array(z.looseObject({ kind: z.string() })),
  people: z.array(z.looseObject({})),
  positions: z.array(z.looseObject({ unit: z.string() })),
});
const TOWNSHIPS = ['donghu', 'xishan', 'kaifaqu'];
const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜';

export const chairOf = (i: number): { id: string; name: string; email: string } => ({
  id: `chair-${i + 1}`,
  name: `${SURNAMES[i % SURNAMES.length]}主${'一二三四五六七八九十'[Math.floor(i / SURNAMES.length)]}`,
  email: `chair${i + 1}@example.net`,
});

/** The sample's district with the scenario's own unions, each with a chair. @returns the file */
export const writeFederation = (units: readonly Pick<Unit, 'unit'>[]): string => {
  const sample = Sample.parse(parse(readFileSync(SAMPLE, 'utf8')));
  const above = sample.units.filter(({ kind }) => kind !== 'union');
  const union = {
    ...sample,
    units: [
      ...above,
      ...units.map(({ unit }, i) => ({
        id: `unit-${i + 1}`,
        name: unit,
        kind: 'union',
        parent: TOWNSHIPS[i % TOWNSHIPS.length],
      })),
    ],
    people: [...sample.people, ...units.map((_, i) => chairOf(i))],
    positions: [
      ...sample.positions.filter(({ unit }) => above.some(({ id }) => id === unit)),
      ...units.map((_, i) => ({ role: 'unionChair', unit: `unit-${i + 1}`, holders: [chairOf(i).id] })),
    ],
  };
  const file = join(mkdtempSync(join(tmpdir(), 'nuanliu-union-')), 'union.yaml');
  writeFileSync(file, JSON.stringify(union));
  return file;
};
