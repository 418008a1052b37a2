/**
 * Port: the keys under which personal data is kept. KMS on AWS, the key file (0600) on the embedded host.
 *
 * Data keys are random, one per case, and kept wrapped beside what they protect: to lose the wrapped key is to lose
 * the data, which is how a case is shredded.
 */
export interface Keys {
  /** Wraps 32 bytes under the period's key. `context` must be the same at `unwrap`. */
  wrap(key: Uint8Array, context: string): Promise<string>;
  /** @throws {KeyLost} when the key file does not fit what it must open */
  unwrap(wrapped: string, context: string): Promise<Uint8Array>;
  /** HMAC-SHA256 under a key that no reader of the table has, for blind indexes and codes. `use` keeps them apart. */
  blind(use: string, value: string): Promise<string>;
}
