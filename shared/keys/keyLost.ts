import { Refusal } from '#shared/faults';

/** The key that wrapped this is not the key that is here. */
export class KeyLost extends Refusal {
  override readonly name = 'KeyLost';
  readonly status = 500;
}
