import { describe, expect, it } from 'vitest';
import { playOnAws } from '#test/aws/plays';

describe('the functions, pages and machines of a deployment', { timeout: 120_000 }, () => {
  it.each(['hardship', 'returned', 'condolence', 'inspection'])(
    'play a small scenario (%s) through the adapters of AWS, and nothing is left over',
    async (name) => {
      const { figures, wrong, repeated } = await playOnAws(`test/scenarios/small/${name}.yaml`);
      expect(figures.filter(({ value, expected }) => value !== expected)).toEqual([]);
      expect({ wrong, repeated }).toEqual({ wrong: [], repeated: 0 });
    },
  );
});
