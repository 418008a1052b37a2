import * as z from 'zod/mini';

/** What a receipt keeps of each photo that goes with it: where it is stored, and its hash (hex), which the log seals. */
const Photo = z.object({ key: z.string(), sha256: z.string() });
export type Photo = z.infer<typeof Photo>;

/** The photos of a receipt, in their order. */
export const photosOf = (receipt: Readonly<Record<string, unknown>> | undefined): readonly Photo[] => {
  const photos = z.array(Photo).safeParse(receipt?.['photos']);
  return photos.success ? photos.data : [];
};
