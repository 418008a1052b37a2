/**
 * The two kinds of thing that throw. Everything else that can be "no" is an answer, and so a value.
 *
 * A name is a literal: Lambda reports `error.name`, and a state machine's Retry and Catch match it.
 */

/** The caller is wrong, and the same call will be wrong again: pages answer with `status`, machines catch by name. */
export abstract class Refusal extends Error {
  abstract override readonly name: string;
  abstract readonly status: number;
}

/** The world is wrong for the moment: machines retry by name, pages answer 503. */
export class Outage extends Error {
  override readonly name: string = 'Outage';
}

/** Nothing has this key. */
export class NotFound extends Refusal {
  override readonly name = 'NotFound';
  readonly status = 404;
}

/** Somebody else changed it first: load it again and decide again. */
export class Stale extends Refusal {
  override readonly name = 'Stale';
  readonly status = 409;
}

/** What was sent does not have the shape it must have. `field` is the user's name for it, where there is one. */
export class BadInput extends Refusal {
  override readonly name = 'BadInput';
  readonly status = 400;
}

/** This person may not do or see this. */
export class Forbidden extends Refusal {
  override readonly name = 'Forbidden';
  readonly status = 403;
}
