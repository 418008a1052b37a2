// oxlint-disable no-new -- a construct joins its tree by being made
import { ArnFormat, Aws, Fn, RemovalPolicy } from 'aws-cdk-lib';
import { type IRole, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  DefinitionBody,
  LogLevel,
  StateMachine,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { resumable, resumedName } from '#shared/executions/resume';
import type { Pipeline } from '#shared/pipeline';
import { stepFunctions } from './functions.ts';
import { deployFunction, type Surroundings } from './lambda.ts';
import { SIZES } from './sizes.ts';

const PARTITION = 'awsPartition';

/** A machine as CloudFormation takes it: what differs by place is left to substitutions. */
export const definitionOf = (machine: object): string =>
  JSON.stringify(machine).replaceAll('arn:aws:', `arn:\${${PARTITION}}:`);

/** A machine, and the alias through which its executions start: a running one keeps the version that it started with. */
export type Deployed = { readonly machine: StateMachine; readonly aliasArn: string; readonly version: string };

/** One pipeline on AWS: a function per step, and a state machine that may call those and nothing else. */
export class PipelineMachine extends Construct {
  /** By name: the pipeline's own, and the form in which an execution goes on after its year. */
  readonly forms: Readonly<Record<string, Deployed>>;

  constructor(scope: Construct, pipeline: Pipeline, around: Surroundings) {
    super(scope, pipeline.name);
    const functions = Object.entries(stepFunctions(pipeline)).map(
      ([step, spec]) => [step, deployFunction(this, spec, around, SIZES.step).made] as const,
    );
    const arns = Object.fromEntries(functions.map(([step, { functionArn }]) => [step, functionArn]));
    const log = new LogGroup(this, 'log', {
      // The prefix keeps the account's policy for log delivery from growing with every machine.
      logGroupName: `/aws/vendedlogs/states/${Aws.STACK_NAME}-${pipeline.name}`,
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY, // its name is fixed: a stack that comes again must be able to make it
    });
    const make = (id: string, definition: object, role?: IRole) =>
      new StateMachine(this, id, {
        comment: pipeline.machine.Comment,
        definitionBody: DefinitionBody.fromString(definitionOf(definition)),
        definitionSubstitutions: { ...arns, [PARTITION]: Aws.PARTITION },
        logs: { destination: log, level: LogLevel.ERROR, includeExecutionData: false },
        ...(role && { role }),
      });
    const machine = make('machine', pipeline.machine);
    machine.addToRolePolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: Object.values(arns) }),
    );
    const resumed = make('resumed', resumable(pipeline.machine), machine.role);
    if (definitionOf(pipeline.machine).includes('"DISTRIBUTED"')) this.allowMaps(machine.role, [machine, resumed]);
    this.forms = {
      [pipeline.name]: { machine, ...this.publish(machine) },
      [resumedName(pipeline.name)]: { machine: resumed, ...this.publish(resumed, 'Resumed') },
    };
  }

  /**
   * A distributed Map starts the batches as executions of its own machine. The policy stands apart from the role's own,
   * which the machine needs before it exists.
   *
   * @see https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
   */
  private allowMaps(role: IRole, machines: readonly StateMachine[]): void {
    new Policy(this, 'maps', {
      roles: [role],
      statements: [
        new PolicyStatement({
          actions: ['states:StartExecution'],
          resources: machines.map(({ stateMachineArn }) => stateMachineArn),
        }),
        new PolicyStatement({
          actions: ['states:DescribeExecution', 'states:StopExecution'],
          resources: machines.map(executionsOf),
        }),
        // Whoever redrives an execution has its failed batches redriven by its role, under the names that they have.
        new PolicyStatement({ actions: ['states:RedriveExecution'], resources: machines.map(batchesOf) }),
      ],
    });
  }

  /** Every deployment that changes the definition is a version; old ones stay for the executions that run on them. */
  private publish({ stateMachineArn, stateMachineRevisionId }: StateMachine, suffix = ''): Omit<Deployed, 'machine'> {
    const version = new CfnStateMachineVersion(this, `version${suffix}`, { stateMachineArn, stateMachineRevisionId });
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const deploymentPreference = { stateMachineVersionArn: version.attrArn, type: 'ALL_AT_ONCE' };
    const { attrArn } = new CfnStateMachineAlias(this, `alias${suffix}`, { name: 'live', deploymentPreference });
    // arn:aws:states:r:1:stateMachine:Name:7 → 7
    return { aliasArn: attrArn, version: Fn.select(7, Fn.split(':', version.attrArn)) };
  }
}

const executions = ({ stack }: StateMachine, resourceName: string): string =>
  stack.formatArn({ service: 'states', resource: 'execution', resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });

/** All executions of a machine, as policies name them. */
export const executionsOf = (machine: StateMachine): string => executions(machine, `${machine.stateMachineName}:*`);

/**
 * All batches of a machine's Maps: executions named `machine/label:name`.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/redrive-map-run.html
 */
const batchesOf = (machine: StateMachine): string => executions(machine, `${machine.stateMachineName}/*:*`);

/** Every machine of a deployment by its name, as the workflows port knows it. */
export const formsOf = (machines: readonly PipelineMachine[]): Readonly<Record<string, Deployed>> =>
  Object.fromEntries(machines.flatMap(({ forms }) => Object.entries(forms)));

/** What a function is told of the newest version of each. */
export const versionsOf = (machines: Readonly<Record<string, Deployed>>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(machines).map(([name, { version }]) => [name, version])));
