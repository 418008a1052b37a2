import type { HostProvider } from '#shared/host';
import { BLIND } from './kms.ts';

/**
 * Opens the connections that a function's first event needs, TLS handshakes and all, while the function starts with the
 * full power of its start-up: reads the key of links and blind indexes from the table and has KMS unwrap it, where the
 * function has anything to do with keys. It writes nothing, so a deployment that nobody has used yet stays empty.
 *
 * What fails here fails again at the first event, and is told there.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html (INIT phase)
 */
export const prime = async (provide: HostProvider, withKeys: boolean): Promise<void> => {
  try {
    const { table, keys } = await provide();
    if ((await table.get(BLIND)) && withKeys) await keys.blind('start', '');
  } catch {
    // No log either: it would be one more line about the same fault.
  }
};
