import * as z from 'zod/mini';
import type { Synthesised } from './template.ts';

const listed = z.pipe(
  z.union([z.string(), z.array(z.unknown()), z.record(z.string(), z.unknown())]),
  z.transform((value) => (Array.isArray(value) ? value : [value])),
);
const Statement = z.object({ Action: z.pipe(listed, z.array(z.string())), Resource: listed });
type Statement = z.infer<typeof Statement>;
const Policy = z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }) });
const Beside = z.extend(Policy, { Roles: z.array(z.object({ Ref: z.string() })) });
const Role = z.object({ Policies: z._default(z.array(Policy), []), ManagedPolicyArns: z.optional(z.never()) });

/** What each role allows, by its logical id: by policies within it, and by such as stand beside it. */
export const rightsOf = ({ ofType }: Pick<Synthesised, 'ofType'>): ReadonlyMap<string, readonly Statement[]> => {
  const beside = ofType('AWS::IAM::Policy').map(([, { Properties }]) => Beside.parse(Properties));
  const roles = ofType('AWS::IAM::Role').map(([id, { Properties }]): [string, Statement[]] => {
    const policies = [
      ...Role.parse(Properties).Policies,
      ...beside.filter(({ Roles }) => Roles.some(({ Ref }) => Ref === id)),
    ];
    return [id, policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)];
  });
  return new Map(roles);
};
export const actionsOf = (statements: readonly Statement[]): string[] => statements.flatMap(({ Action }) => Action);

/** The functions' names by logical id. */
export const functionNames = ({ ofType }: Synthesised) =>
  new Map(ofType('AWS::Lambda::Function').map(([id, { Properties }]) => [id, String(Properties['Description'])]));
