import type { Fen } from '#shared/money';
import type { BankCard } from '#shared/people/bankCard';
import type { IdNumber } from '#shared/people/idNumber';
import type { Mobile } from '#shared/people/mobile';
import type { CivilDate } from '#shared/time/civil';
import type { Field } from './fields.ts';

/** What an answered field holds. */
type ValueOf<F extends Field> = F extends { kind: 'choice'; options: readonly { value: infer V }[] }
  ? V
  : F extends { kind: 'choices'; options: readonly { value: infer V }[] }
    ? readonly V[]
    : F extends { kind: 'list'; fields: infer I extends readonly Field[] }
      ? readonly ValuesOf<I>[]
      : {
          text: string;
          longText: string;
          choice: string;
          choices: readonly string[];
          yesNo: boolean;
          tick: true;
          money: Fen;
          number: number;
          date: CivilDate;
          idNumber: IdNumber;
          mobile: Mobile;
          email: string;
          bankCard: BankCard;
          file: readonly string[];
          list: never;
        }[F['kind']];

type Maybe<F extends Field> = F extends { optional: true } | { when: unknown } ? undefined : never;
type Exceptions<F extends Field> = F extends { kind: 'idNumber' } ? `${F['name']}Exception` : never;

/** The values that a list of fields parses to. What is optional or conditional may be undefined. */
export type ValuesOf<Fs extends readonly Field[]> = {
  readonly [F in Fs[number] as F['name']]: ValueOf<F> | Maybe<F>;
} & { readonly [N in Exceptions<Fs[number]>]?: string };
