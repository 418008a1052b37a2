/** Who had to come to a meeting, and who came. Used wherever a meeting's decision is written down. */
export type Attendance = { readonly due: number; readonly present: number };

/** At least two thirds of the members must be there (应到会人数的三分之二以上), and nobody twice. */
export const hasQuorum = ({ due, present }: Attendance): boolean => present * 3 >= due * 2 && present <= due;
