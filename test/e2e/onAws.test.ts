import { afterAll, describe, expect, it, vi } from 'vitest';
import { listenToLetters } from '#test/aws/letters';
import { playOnAws } from '#test/aws/plays';
import { type Right, RIGHTS_OF_POST, rightsOf } from '#test/aws/rights';
import { allowedTo } from '#test/infra/allowed';
import { global } from '#test/infra/places';
import { compared } from '#test/infra/usedRights';

const used = new Map<string, Set<Right>>();
const use = (role: string, rights: readonly Right[]) => used.set(role, new Set([...(used.get(role) ?? []), ...rights]));
const facts = listenToLetters();
afterAll(() => {
  used.clear();
  vi.restoreAllMocks();
});

describe('the functions, pages and machines of a deployment', { timeout: 300_000 }, () => {
  it.each(['hardship', 'returned', 'condolence', 'accounts', 'inspection', 'concluded', 'exceptions'])(
    'play a small scenario (%s) through the adapters of AWS, and nothing is left over',
    async (name) => {
      const { figures, wrong, repeated } = await playOnAws(`test/scenarios/small/${name}.yaml`, {
        arrived: (sent, reply) => use(sent.role, rightsOf(sent, reply)),
        posted: (role) => use(role, RIGHTS_OF_POST),
      });
      expect(figures.filter(({ value, expected }) => value !== expected)).toEqual([]);
      expect({ wrong, repeated }).toEqual({ wrong: [], repeated: 0 });
    },
  );

  it('write letters that ask for no fact which nothing gives', () => {
    expect(facts.size).toBeGreaterThan(10);
    expect([...facts].filter(([, given]) => !given)).toEqual([]);
  });

  it('have the rights to what they do there, and no others that nobody has a reason for', () => {
    const { missing, idle, needless } = compared(allowedTo(global), used);
    expect({ missing, idle: idle.filter(({ why }) => why === undefined), needless }).toEqual({
      missing: [],
      idle: [],
      needless: [],
    });
  });
});
