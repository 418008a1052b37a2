import * as z from 'zod/mini';
import type { Resource, Synthesised } from './template.ts';

const listed = z.pipe(
  z.union([z.string(), z.array(z.unknown()), z.record(z.string(), z.unknown())]),
  z.transform((value) => (Array.isArray(value) ? value : [value])),
);
const Statement = z.object({ Action: z.pipe(listed, z.array(z.string())), Resource: listed });
const Policy = z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }) });

export const statementsOf = ({ Properties }: Resource) => Policy.parse(Properties).PolicyDocument.Statement;
export const actionsOf = (policy: Resource): string[] => statementsOf(policy).flatMap(({ Action }) => Action);

/** The functions' names by logical id. */
export const functionNames = ({ ofType }: Synthesised) =>
  new Map(ofType('AWS::Lambda::Function').map(([id, { Properties }]) => [id, String(Properties['Description'])]));
