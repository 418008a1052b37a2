import { createHash } from 'node:crypto';

/**
 * People who do not exist: identity numbers with the area prefix 429900, which was never given out, and a right check
 * digit; mobiles and bank cards that only look right. The same seed and place make the same person.
 */
export type Invented = ReturnType<typeof invent>;

const AREA = '429900';
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK = '10X98765432';

const drawer = (seed: string) => {
  let n = 0;
  return (below: number): number => {
    n += 1;
    return createHash('sha256').update(`${seed}#${n}`).digest().readUInt32BE() % below;
  };
};

/** @see GB 11643-1999 */
export const withCheckDigit = (seventeen: string): string => {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(seventeen[i]), 0);
  return `${seventeen}${CHECK[sum % 11]}`;
};

/** @see ISO/IEC 7812-1, annex B (Luhn) */
const withLuhn = (digits: string): string => {
  const sum = [...digits].reduceRight((total, digit, i) => {
    const doubled = (digits.length - i) % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
};

const two = (n: number) => String(n).padStart(2, '0');

/** @param place who it is within the scenario: the third applicant's second child is `3.2` */
export const invent = (
  seed: string | number,
  place: string,
  born: readonly [from: number, to: number] = [1962, 1990],
) => {
  const draw = drawer(`${seed}/${place}`);
  const year = born[0] + draw(born[1] - born[0] + 1);
  const order = String(draw(999) + 1).padStart(3, '0');
  const tail = String(draw(10_000)).padStart(4, '0');
  return {
    idNumber: withCheckDigit(`${AREA}${year}${two(draw(12) + 1)}${two(draw(28) + 1)}${order}`),
    mobile: `139${tail}${String(draw(10_000)).padStart(4, '0')}`,
    cardNo: withLuhn(`622202${String(draw(1e9)).padStart(9, '0')}${String(draw(1000)).padStart(3, '0')}`),
    houseNo: draw(300) + 1,
    memberNo: `HY${tail}${two(draw(100))}`,
  };
};
