import { type Reach, waits } from '#shared/reach';
import type { contract } from './contract.ts';

/** What the steps of the programme and of its units do to the world beyond reading and putting items. */
export const reaches = {
  issue: ['table.query', 'table.update', 'keys.wrap'],
  draw: ['table.query', 'table.update', 'keys.unwrap'],
  watch: waits,
  cut: ['table.query'],
  receive: ['table.query', 'table.update', 'keys.unwrap'],
  awaitDraw: waits,
  propose: ['table.query', 'table.delete', 'keys.unwrap'],
  amend: ['table.query', 'keys.unwrap'],
  register: ['table.query', 'table.update', 'keys.unwrap'],
  askRectify: waits,
  extend: ['table.query', 'table.update'],
  balance: ['table.query'],
  closeOut: ['table.query'],
  reopen: ['table.query', 'table.update', 'keys.unwrap'],
  settle: ['table.update'],
} satisfies Record<keyof typeof contract, readonly Reach[]>;
