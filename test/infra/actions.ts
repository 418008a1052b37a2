/**
 * The IAM actions that policies of ours name, as the Service Authorization Reference lists them: what is misspelt in a
 * policy is neither refused by CloudFormation nor allowed to anybody. Where cfn-lint is installed, its rule W3037 checks
 * the same against the whole reference (cfnLint.test.ts).
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const ACTIONS: Readonly<Record<string, string>> = {
  dynamodb:
    'BatchGetItem ConditionCheckItem DeleteItem DescribeStream GetItem GetRecords GetShardIterator ListStreams PutItem Query UpdateItem',
  events: 'DeleteRule DescribeRule ListTargetsByRule PutRule PutTargets RemoveTargets',
  kms: 'Decrypt Encrypt GenerateDataKey',
  lambda: 'InvokeFunction',
  logs: 'CreateLogDelivery CreateLogStream DeleteLogDelivery DescribeLogGroups DescribeResourcePolicies GetLogDelivery ListLogDeliveries PutLogEvents PutResourcePolicy UpdateLogDelivery',
  s3: 'DeleteObject GetBucketNotification GetObject GetObjectTagging GetObjectVersion GetObjectVersionTagging ListBucket PutBucketNotification PutObject PutObjectTagging PutObjectVersionTagging',
  ses: 'SendRawEmail',
  sqs: 'SendMessage',
  states:
    'DescribeExecution GetExecutionHistory RedriveExecution SendTaskFailure SendTaskSuccess StartExecution StopExecution',
};

/**
 * Actions that can be limited to no resource: `*` is all that a policy can say of them.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
 */
export const OF_NO_RESOURCE: readonly string[] = [
  'states:SendTaskSuccess',
  'states:SendTaskFailure',
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
];

export const exists = (action: string): boolean => {
  const [service = '', name = ''] = action.split(':');
  return ACTIONS[service]?.split(' ').includes(name) ?? false;
};
