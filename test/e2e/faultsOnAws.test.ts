import { expect, it, vi } from 'vitest';
import { inCompany } from '#test/aws/company';
import { deliveryCells } from '#test/aws/delivery';
import { FAULTS } from '#test/aws/faults';
import { inPeace, operationOf } from '#test/aws/matrix';
import { stepCells } from '#test/aws/steps';
import { callCells } from '#test/aws/when';

/** Of the matrix that `npm run torture -- faults` plays whole: of each kind the most dangerous one, in one play. */
const SAMPLE: Readonly<Record<string, number>> = {
  'dynamodb TransactWriteItems no answer, for five minutes': 20,
  'every step crashes after its work': 15,
  'wake-ups lost now and then': 5,
  'dynamodb Query with pages of 1': 500,
};

it('a case ends with the same ledger and mails, whatever goes wrong on its way; and no call is left out of the matrix', async () => {
  const logs = [vi.spyOn(console, 'error').mockReturnValue(), vi.spyOn(console, 'warn').mockReturnValue()];
  const peace = await inPeace('test/scenarios/small/hardship.yaml');
  const known = FAULTS.map(operationOf);
  expect([...peace.calls.keys()].filter((call) => !known.includes(call))).toEqual([]);

  const cells = [...callCells, ...stepCells(), ...deliveryCells].filter(({ name }) => name in SAMPLE);
  const found = await inCompany(peace, cells);
  for (const log of logs) log.mockRestore();
  expect(found.map(({ cell }) => cell.name).toSorted()).toEqual(Object.keys(SAMPLE).toSorted());
  expect(found.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
  expect(found.filter(({ cell, met }) => met < (SAMPLE[cell.name] ?? Infinity))).toEqual([]);
}, 240_000);
