import * as z from 'zod/mini';
import { CLIENT, setting } from '#shared/aws/adapters';
import type { Ports } from '#shared/aws/ports';

export const workflows: NonNullable<Ports['workflows']> = async () => {
  const { openWorkflows } = await import('#shared/aws/stepFunctions');
  return openWorkflows(CLIENT, z.record(z.string(), z.string()).parse(JSON.parse(setting('MACHINES'))));
};
