import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadInput } from '#shared/faults';
import type { Row } from '#shared/move/place';

/** Working-day calendars that an operator has put into the data folder. On AWS they come with a deployment instead. */
const NAME = /^\d{4}\.json$/;
export const CALENDAR = 'calendar';

export const calendarRows = function* (folder: string): Generator<Row> {
  const place = join(folder, 'calendars');
  const names = existsSync(place) ? readdirSync(place).filter((name) => NAME.test(name)) : [];
  for (const name of names.toSorted())
    yield { table: CALENDAR, row: { name, text: readFileSync(join(place, name), 'utf8') } };
};

export const keepCalendar = (folder: string, { name, text }: Row['row']): void => {
  if (typeof name !== 'string' || !NAME.test(name)) throw new BadInput(`${String(name)} is no calendar`);
  mkdirSync(join(folder, 'calendars'), { recursive: true });
  writeFileSync(join(folder, 'calendars', name), String(text));
};
