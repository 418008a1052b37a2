import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What takes longest is begun first: begun last, it leaves a core idle. By name, because a fresh checkout knows no
 * times. `cfnLint` makes the templates that the others of its folder look at too, and they follow it.
 */
const FIRST = [
  'browser/applicant',
  'infra/cfnLint',
  'infra/china',
  'infra/operating',
  'e2e/replay',
  'browser/campaign',
  'e2e/crash',
  'e2e/onAws',
  'browser/inspection',
  'infra/caseOnAws',
  'e2e/faultsOnAws',
  'contract/moveAws',
  'e2e/machine',
  'e2e/faults',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = FIRST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return at < 0 ? FIRST.length : at;
    };
    // oxlint-disable-next-line unicorn/no-array-sort -- not an array's
    const usual = await super.sort(files);
    return usual.toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // Two cores: more workers only make the browser and crash tests wait for each other.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Files share what they import: 214 s instead of 304, of which a quarter was evaluating the host for each file anew.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { requireAssertions: true },
  },
});
