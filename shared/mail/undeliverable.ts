import { Refusal } from '#shared/faults';

/** This address takes no mail. */
export class Undeliverable extends Refusal {
  override readonly name = 'Undeliverable';
  readonly status = 422;
}
