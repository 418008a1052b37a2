/** One thing that was looked at. `todo` is what the operator does about it; nothing where all is well. */
export type Finding = { readonly about: string; readonly todo?: string };

/** @param todo said where `holds` does not */
export const finding = (about: string, holds: boolean, todo: string): Finding => (holds ? { about } : { about, todo });

export const report = (findings: readonly Finding[]): string =>
  findings.map(({ about, todo }) => (todo === undefined ? `ok      ${about}` : `to do   ${about}: ${todo}`)).join('\n');
