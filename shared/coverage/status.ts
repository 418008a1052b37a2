import * as z from 'zod/mini';

/** How a recipient stands: on the list, off it for a reason, or what a visit or the bank made of it. */
export const OUTCOMES = ['delivered', 'absent', 'refused', 'deceased', 'moved'] as const;
export const Status = z.enum(['listed', 'excluded', ...OUTCOMES]);
export type Status = z.infer<typeof Status>;
