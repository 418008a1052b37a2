import { type Reach, waits } from '#shared/reach';
import type { contract } from './contract.ts';

/** What the steps of this pipeline do to the world beyond reading and putting items. */
export const reaches = {
  open: ['table.query', 'keys.unwrap'],
  reserve: ['table.update'],
  call: waits,
  muster: ['table.query', 'table.delete'],
  enlist: ['table.query', 'table.glance'],
  compare: ['table.query', 'table.glance'],
  gather: ['table.query', 'keys.unwrap'],
  commit: ['table.query', 'table.update', 'keys.unwrap'],
  refused: ['table.query', 'keys.blind'],
  askAccounts: waits,
  takeAccounts: ['table.query', 'keys.blind'],
  dispatch: [...waits, 'keys.unwrap'],
  tally: ['table.query'],
  settle: ['table.update'],
  book: ['table.query'],
  lineUp: ['table.query'],
  hold: ['table.query', 'table.glance'],
  prove: ['table.query', 'table.glance'],
} satisfies Record<keyof typeof contract, readonly Reach[]>;
