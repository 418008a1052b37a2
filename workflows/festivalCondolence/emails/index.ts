import type { Letters } from '#shared/mail/letter';
import { accountsChanged } from './accountsChanged.ts';

/** Recipients are told by those who visit them; officials are asked by the letters that every pipeline shares. */
export const letters: Letters = { accountsChanged };
