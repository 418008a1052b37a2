import { fieldsOf, type Journey } from '#shared/forms/journey';
import { aid } from './form/aid.ts';
import { files } from './form/files.ts';
import { household } from './form/household.ts';
import { money } from './form/money.ts';
import { person } from './form/person.ts';
import { work } from './form/work.ts';

/**
 * 困难职工申请表, the application for hardship aid, one thing per page. Totals and income per head are worked out by the
 * rules, sex and date of birth from the identity number: none of them is asked.
 */
export const journey: Journey = [person, work, household, money, aid, files];

export const fields = fieldsOf(journey);
