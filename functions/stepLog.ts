import * as z from 'zod/mini';
import { flagFailing } from '#shared/cases/flags';
import type { HostProvider } from '#shared/host';
import { CaseId } from '#shared/ids';

const Named = z.object({ caseId: CaseId, task: z.optional(z.string()) });

/**
 * A step that fails says so in two places: the log, by a stable code and without payload, and the case, which the
 * board then shows as failing, not as running.
 */
export const logStep = (host: HostProvider) => ({
  onError: async ({ event, error }: { event: unknown; error: unknown }): Promise<void> => {
    const named = Named.safeParse(event);
    const name = error instanceof Error ? error.name : 'unknown';
    console.error(JSON.stringify({ code: 'step.failed', error: name, ...(named.success ? named.data : {}) }));
    if (!named.success) return;
    try {
      await flagFailing(await host(), named.data.caseId, { error: name, step: named.data.task ?? 'step' });
    } catch (flagging) {
      // The table itself is away: the state machine's retry is what is left, and the log above.
      console.error(JSON.stringify({ code: 'step.unflagged', error: String(flagging) }));
    }
  },
});
