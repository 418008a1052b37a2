import { expect, it, vi } from 'vitest';
import { FAULTS } from '#test/aws/faults';
import { inPeace, underFault } from '#test/aws/matrix';

/** One cell of the matrix that `npm run torture -- faults` plays whole: the most dangerous one. */
it('a case ends with the same ledger and mails when for five minutes no transaction is answered, though each is carried out', async () => {
  const fault = FAULTS.find(({ name }) => name === 'dynamodb TransactWriteItems no answer');
  if (!fault) throw new Error('The matrix has lost this fault');
  const logs = [vi.spyOn(console, 'error').mockReturnValue(), vi.spyOn(console, 'warn').mockReturnValue()];
  const peace = await inPeace('test/scenarios/small/hardship.yaml');
  const outcome = await underFault(peace, fault, 'for five minutes');
  for (const log of logs) log.mockRestore();
  expect(outcome?.wrong).toEqual([]);
  expect(outcome?.met).toBeGreaterThan(20);
}, 240_000);
