/** Who had to come to a meeting, and who came. Used wherever a meeting's decision is written down. */
export type Attendance = { readonly due: number; readonly present: number };

/** Two thirds of the members, all of them whole people. @see 《工会法》 practice: 应到会人数的三分之二以上 */
export const hasQuorum = ({ due, present }: Attendance): boolean => present * 3 >= due * 2 && present <= due;
