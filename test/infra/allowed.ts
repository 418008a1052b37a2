import * as z from 'zod/mini';
import type { Right } from '#test/aws/rights';
import { rightsOf } from './policies.ts';
import type { Synthesised } from './template.ts';

const Function = z.object({ Role: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }) });

/** Rights that Lambda itself uses for a function (roles.test.ts): to write its log, read its stream, drop what it gave up. */
const OF_LAMBDA =
  /^(?:logs:(?:CreateLogStream|PutLogEvents)|sqs:SendMessage|dynamodb:(?:DescribeStream|GetRecords|GetShardIterator|ListStreams))$/;

/** What a policy's resource is, in the words of recorded calls. */
const named = (resource: unknown, { resources }: Synthesised): string => {
  const text = JSON.stringify(resource);
  if (text === '"*"') return '*';
  if (text.includes(':identity/')) return 'identity';
  if (text.includes(':configuration-set/')) return 'configuration-set';
  const [id = ''] = Object.keys(resources).filter((each) => text.includes(`"${each}"`));
  const type = resources[id]?.Type;
  const machine = /^(\w+?)(machine|resumed|alias)/i.exec(id);
  const name =
    machine && `${machine[1]}${/^(?:resumed|aliasResumed)/.test(id.slice(machine[1]?.length)) ? '-resumed' : ''}`;
  if (type === 'AWS::DynamoDB::Table') return `table${/\/index\/\w+/.exec(text)?.[0] ?? ''}`;
  if (type === 'AWS::KMS::Key') return 'key';
  if (type === 'AWS::S3::Bucket') return text.includes('/*') ? 'files/*' : 'files';
  if (text.includes(':execution:')) return `execution:${name}`;
  return type?.startsWith('AWS::StepFunctions') ? `stateMachine:${name}` : text;
};

/** By function: what the policies of its role allow to its own code. */
export const allowedTo = (stack: Synthesised): ReadonlyMap<string, ReadonlySet<Right>> => {
  const statements = rightsOf(stack);
  return new Map(
    stack.ofType('AWS::Lambda::Function').map(([, made]) => {
      const [role] = Function.parse(made.Properties).Role['Fn::GetAtt'];
      const rights = (statements.get(role) ?? []).flatMap(({ Action, Resource }) =>
        Action.filter((action) => !OF_LAMBDA.test(action)).flatMap((action) =>
          Resource.map(
            (resource): Right => `${action.split(':')[0]}:${action.split(':')[1]} ${named(resource, stack)}`,
          ),
        ),
      );
      return [String(made.Properties['Description']), new Set(rights)];
    }),
  );
};
