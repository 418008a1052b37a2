import type { Letters } from '#shared/mail/letter';
import { rectificationNotice } from './rectificationNotice.ts';
import { recoveryNotice } from './recoveryNotice.ts';

/** What a unit is told beside what it is asked. */
export const letters: Letters = { rectificationNotice, recoveryNotice };
