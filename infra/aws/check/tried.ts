import type { Finding } from './finding.ts';

/** What an operator does about each, by the name or the code of what was thrown. */
const REMEDIES: readonly (readonly [thrown: RegExp, todo: string])[] = [
  [/^(?:ETIMEOUT|ESERVFAIL|EREFUSED|ECONNREFUSED)$/, 'DNS does not answer: try again, or from another network'],
  [
    /^(?:CredentialsProviderError|ExpiredToken\w*|InvalidClientTokenId)$/,
    'sign in to AWS first: aws sso login, or AWS_PROFILE',
  ],
  [/^AccessDenied/, 'your AWS user may not look: it needs ses:Get* of this account'],
  [/^TypeError$/, 'give a whole address, such as -c url=https://aid.union.example/'],
];

const namesOf = (error: Error): string[] => [...('code' in error ? [String(error.code)] : []), error.name];

/** A check that cannot be made is a thing to do, and does not keep the others from being made. */
export const tried = async (about: string, look: () => Promise<Finding[]>): Promise<Finding[]> => {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const [, todo] = REMEDIES.find(([thrown]) => namesOf(error).some((name) => thrown.test(name))) ?? [];
    return [{ about, todo: todo === undefined ? error.message : `${todo} (${error.message})` }];
  }
};
