import * as z from 'zod/mini';
import type { Answer, Answers } from './fields.ts';

const Shape: z.ZodMiniType<Answer> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.array(Answered)]),
);
/** Answers as they are stored: plain JSON. */
export const Answered: z.ZodMiniType<Answers> = z.record(z.string(), z.optional(Shape));
