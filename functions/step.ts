import middy from '@middy/core';
import * as z from 'zod/mini';
import type { StepContract } from '#shared/contract';
import type { Host, HostProvider } from '#shared/host';
import { logStep } from './stepLog.ts';

/**
 * The chain of every step: log by name, parse what arrives, run, parse what leaves. A step throws; the state machine
 * decides. Nothing is built until the first event.
 */
export const step =
  <I extends z.ZodMiniType, O extends z.ZodMiniType>(
    { input, output }: StepContract<I, O>,
    run: (input: z.output<I>, host: Host) => Promise<z.input<O>>,
  ) =>
  (host: HostProvider) =>
    middy()
      .use(logStep(host))
      .handler(async (event: unknown) => z.parse(output, await run(z.parse(input, event), await host())));
