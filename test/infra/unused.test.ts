import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { ROOT } from '#infra/aws/bundle';
import { type FunctionSpec } from '#infra/aws/functions';
import { type Facet, leftOut } from '#infra/aws/leftOut';
import { functionsOf } from '#infra/aws/stack';
import type { Reach } from '#shared/reach';

/** How code that uses a right looks, wherever it is used: without such a place nothing can need the right. */
const USES: Readonly<Record<Exclude<Reach, `table.query.${string}`>, RegExp>> = {
  'table.query': /\btable\b/, // `all` and pages of a query reach it by many ways: that is left to the plays
  'table.glance': /\.glance\(/,
  'table.update': /[{,]\s*update: /,
  'table.delete': /[{,]\s*delete: /,
  'table.check': /[{,]\s*check: \w+Key/,
  'keys.wrap': /\bkeys\d*\.(?:wrap|blind)\(/, // the first use of a blind index makes its key
  'keys.unwrap': /\bkeys\d*\.unwrap\(/,
  'keys.blind': /\bkeys\d*\.blind\(/,
  'files.read': /\bfiles\.(?:stat|read)\(/,
  'files.write': /\bfiles\.(?:grant|write)\(/,
  'files.keep': /\bfiles\.keep\(/,
  'files.remove': /\bfiles\.remove\(/,
};
/** How code that looks into what can be left out of a pipeline would look; whether applicants are told anything may be asked. */
const LOOKS = {
  ends: /\.ends\b|\{[^{}"'`]*\bends\b[^{}"'`]*\}(?: = |, |\))/,
  policy: /\.policy\b|\bpolicyOf\(/,
  applicants: /\.applicants\.|\{[^{}"'`]*\bapplicants\b[^{}"'`]*\}(?: = |, |\))|application: \{ applicants/,
} as const satisfies Partial<Record<Facet, RegExp>>;
const BY_UNIT = /\bindex(?::| =) unit\d*\.kind/;

const used = (reach: Reach, code: string): boolean => {
  const [, index] = /^table\.query\.(\w+)$/.exec(reach) ?? [];
  if (index === undefined) return Object.entries(USES).some(([each, use]) => each === reach && use.test(code));
  return (
    code.includes(`index: "${index}"`) || (['district', 'township', 'union'].includes(index) && BY_UNIT.test(code))
  );
};

/** A function's own code without the adapters of AWS, as it is left when nothing that it does not call is in it. */
const codeOf = async ({ source, about }: FunctionSpec): Promise<string> => {
  const contents = source
    .split('\n')
    .filter((line) => line.startsWith('import') || line.startsWith('export'))
    .filter((line) => !/#shared\/aws|#infra\/aws\/smtp/.test(line))
    .join('\n');
  const { outputFiles } = await build({
    stdin: { contents: `const host = globalThis.host;\n${contents}`, resolveDir: ROOT.pathname, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    plugins: [leftOut(about)],
    logLevel: 'error',
  });
  return outputFiles.map(({ text }) => text).join('\n');
};

const specs = functionsOf({ mail: 'ses' });
const codes = await Promise.all(specs.map(async (spec) => ({ ...spec, code: await codeOf(spec) })));

it('no function has a right that nothing in its code is for', () => {
  const idle = codes.flatMap(({ name, reaches, code }) =>
    reaches.filter((reach) => !used(reach, code)).map((reach) => `${name}: ${reach}`),
  );
  expect(idle).toEqual([]);
});

it.each(Object.entries(LOOKS))('no function looks at the %s of a pipeline that were left out of it', (facet, look) => {
  const without = codes.filter(({ about }) => about.without.some((each) => each === facet));
  expect(without.filter(({ code }) => look.test(code)).map(({ name }) => name)).toEqual([]);
  const pages = ['applicant', 'campaign', 'admin', 'inspection'];
  const looking = codes.filter(({ name, code }) => pages.includes(name) && look.test(code));
  expect(looking.length).toBeGreaterThan(0); // it sees those that do
});
