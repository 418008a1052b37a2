import { StateFailure } from '../failure.ts';
import { readItems, type MapFiles } from './reader.ts';
import type { MapPlan } from './rows.ts';

/** What one child execution gets, and which items that are: from `first` up to, not including, `next`. */
export type Portion = { input: unknown; first: number; next: number };

async function* all(plan: MapPlan, files: MapFiles | undefined): AsyncGenerator {
  if (!plan.reader) yield* plan.items ?? [];
  else if (files) yield* readItems(files, plan.reader);
  else throw new StateFailure('States.ItemReaderFailed', 'This engine was given no files');
}

/**
 * The inputs of the children, in the order of the items.
 *
 * @param from the first item that no child has: those before it are read again, and left out
 * @param inputOf what ItemSelector makes of an item
 */
export async function* itemsIn(
  plan: MapPlan,
  from: number,
  files: MapFiles | undefined,
  inputOf: (item: unknown, index: number) => Promise<unknown>,
): AsyncGenerator<Portion> {
  let index = -1;
  let batch: unknown[] = [];
  let bytes = 0;
  const flush = (next: number): Portion => {
    const input = { ...(plan.batch?.input !== undefined && { BatchInput: plan.batch.input }), Items: batch };
    const portion = { input, first: next - batch.length, next };
    batch = [];
    bytes = 0;
    return portion;
  };
  for await (const item of all(plan, files)) {
    index += 1;
    if (index < from) continue;
    const input = await inputOf(item, index);
    if (!plan.batch) {
      yield { input, first: index, next: index + 1 };
      continue;
    }
    const size = JSON.stringify(input).length + 1;
    if (batch.length > 0 && bytes + size > plan.batch.bytes) yield flush(index);
    batch.push(input);
    bytes += size;
    if (batch.length >= plan.batch.items) yield flush(index + 1);
  }
  if (batch.length > 0) yield flush(index + 1);
}
