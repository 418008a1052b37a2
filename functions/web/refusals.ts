import { Refusal } from '#shared/faults';
import type { Text } from '#shared/text';

/**
 * Reasons why a request is not even read. The error page words them by status; a refusal that has something better to
 * say to the user implements `Explained`, and its own words are shown instead.
 */
export interface Explained {
  readonly title: Text;
  readonly text: Text;
}
export const isExplained = (error: object): error is Explained =>
  'title' in error && 'text' in error && typeof error.title === 'object' && typeof error.text === 'object';

export class NoSuchPage extends Refusal {
  override readonly name = 'NoSuchPage';
  readonly status = 404;
}
export class BodyTooLarge extends Refusal {
  override readonly name = 'BodyTooLarge';
  readonly status = 413;
}
export class NotAForm extends Refusal {
  override readonly name = 'NotAForm';
  readonly status = 415;
}
export class Unreadable extends Refusal {
  override readonly name = 'Unreadable';
  readonly status = 400;
}
/** The form was posted from another site. */
export class ForeignOrigin extends Refusal {
  override readonly name = 'ForeignOrigin';
  readonly status = 403;
}
/** Too many tries in a short time; `after` is in seconds. */
export class SlowDown extends Refusal {
  override readonly name = 'SlowDown';
  readonly status = 429;
  readonly after: number;
  constructor(after: number) {
    super(`Too many tries; again in ${after} s`);
    this.after = after;
  }
}
