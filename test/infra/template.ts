import * as z from 'zod/mini';

const Resource = z.object({
  Type: z.string(),
  Properties: z._default(z.record(z.string(), z.unknown()), {}),
  DeletionPolicy: z.optional(z.string()),
  UpdateReplacePolicy: z.optional(z.string()),
});
export type Resource = z.infer<typeof Resource>;
const Template = z.object({ Resources: z.record(z.string(), Resource) });

/** A template of CloudFormation as tests ask about it. */
export const readTemplate = (json: unknown) => {
  const { Resources } = Template.parse(json);
  return {
    text: JSON.stringify(json),
    resources: Resources,
    /** Logical ids and resources of one type, such as AWS::Lambda::Function. */
    ofType: (type: string) => Object.entries(Resources).filter(([, { Type }]) => Type === type),
  };
};
export type Synthesised = ReturnType<typeof readTemplate>;
