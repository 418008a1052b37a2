import type { Reach } from '#shared/reach';
import type { contract } from './contract.ts';

/** What the steps of this pipeline do to the world beyond reading and putting items. */
export const reaches = {
  open: ['table.query'],
  classify: ['table.query', 'keys.unwrap'],
  reserve: ['table.query', 'table.update', 'keys.unwrap', 'keys.blind'],
  noteAccount: ['table.query', 'keys.unwrap', 'keys.blind'],
  confirmAccount: ['table.query'],
  commit: ['table.query', 'table.update', 'keys.unwrap'],
} satisfies Record<keyof typeof contract, readonly Reach[]>;
