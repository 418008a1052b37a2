const ISO =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** V8 takes the 30th of February for the 1st of March; AWS does not take it. */
export const isInstant = (text: string): boolean => {
  if (!ISO.test(text) || Number.isNaN(Date.parse(text))) return false;
  const date = text.slice(0, 10);
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
};
