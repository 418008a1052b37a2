// oxlint-disable no-new -- a construct joins its tree by being made
import { ArnFormat, Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  DefinitionBody,
  LogLevel,
  StateMachine,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Pipeline } from '#shared/pipeline';
import { stepFunctions } from './functions.ts';
import { deployFunction, type Surroundings } from './lambda.ts';
import { SIZES } from './sizes.ts';

const PARTITION = 'awsPartition';

/** The machine as CloudFormation takes it: what differs by place is left to substitutions. */
export const definitionOf = ({ machine }: Pick<Pipeline, 'machine'>): string =>
  JSON.stringify(machine).replaceAll('arn:aws:', `arn:\${${PARTITION}}:`);

/** One pipeline on AWS: a function per step, and a state machine that may call those and nothing else. */
export class PipelineMachine extends Construct {
  readonly machine: StateMachine;
  /** Through which executions start: a running execution keeps the version that it started with. */
  readonly aliasArn: string;

  constructor(scope: Construct, pipeline: Pipeline, around: Surroundings) {
    super(scope, pipeline.name);
    const functions = Object.entries(stepFunctions(pipeline)).map(
      ([step, spec]) => [step, deployFunction(this, spec, around, SIZES.step).made] as const,
    );
    const arns = Object.fromEntries(functions.map(([step, { functionArn }]) => [step, functionArn]));
    this.machine = new StateMachine(this, 'machine', {
      comment: pipeline.machine.Comment,
      definitionBody: DefinitionBody.fromString(definitionOf(pipeline)),
      definitionSubstitutions: { ...arns, [PARTITION]: Aws.PARTITION },
      logs: {
        // The prefix keeps the account's policy for log delivery from growing with every machine.
        destination: new LogGroup(this, 'log', {
          logGroupName: `/aws/vendedlogs/states/${Aws.STACK_NAME}-${pipeline.name}`,
          retention: RetentionDays.SIX_MONTHS,
          removalPolicy: RemovalPolicy.DESTROY, // its name is fixed: a stack that comes again must be able to make it
        }),
        level: LogLevel.ERROR,
        includeExecutionData: false,
      },
    });
    this.machine.addToRolePolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: Object.values(arns) }),
    );
    if (definitionOf(pipeline).includes('"DISTRIBUTED"')) this.allowMaps(this.machine);
    this.aliasArn = this.publish(this.machine);
  }

  /**
   * A distributed Map starts the batches as executions of its own machine. The policy stands apart from the role's own,
   * which the machine needs before it exists.
   *
   * @see https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
   */
  private allowMaps({ role, stateMachineArn, stateMachineName }: StateMachine): void {
    const executions = Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${stateMachineName}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    new Policy(this, 'maps', {
      roles: [role],
      statements: [
        new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachineArn] }),
        new PolicyStatement({
          actions: ['states:DescribeExecution', 'states:StopExecution', 'states:RedriveExecution'],
          resources: [executions],
        }),
      ],
    });
  }

  /** Every deployment that changes the definition is a version; old ones stay for the executions that run on them. */
  private publish({ stateMachineArn, stateMachineRevisionId }: StateMachine): string {
    const version = new CfnStateMachineVersion(this, 'version', { stateMachineArn, stateMachineRevisionId });
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const deploymentPreference = { stateMachineVersionArn: version.attrArn, type: 'ALL_AT_ONCE' };
    return new CfnStateMachineAlias(this, 'alias', { name: 'live', deploymentPreference }).attrArn;
  }
}
