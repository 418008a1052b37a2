import { Duration } from 'aws-cdk-lib';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Data } from './data.ts';
import type { FunctionSpec, Port } from './functions.ts';
import { OwnRole } from './role.ts';

/** What all functions of a deployment share. */
export type Surroundings = {
  readonly data: Data;
  /** Of the pages: the only source of links. */
  readonly url: string;
  /** Folders by function, as written by `writeBundles`. */
  readonly bundles: Readonly<Record<string, string>>;
};

type Props = { readonly seconds: number; readonly megabytes: number };

/** What a port needs to be told. Mail and workflows add their own. */
const settingsOf = ({ data }: Surroundings): Readonly<Partial<Record<Port, Record<string, string>>>> => ({
  table: { TABLE: data.table.tableName },
  keys: { KEY: data.key.keyArn },
  files: { BUCKET: data.bucket.bucketName, SCANNER: data.scanning.scanner, UNSCANNED: data.scanning.unscanned },
});

/**
 * A function with its role and its log group, and with the rights to what it reaches, no others.
 *
 * Logs are kept for six months, the least that the Cybersecurity Law asks for (article 21); nothing personal is in them.
 * Each line of ours becomes the `message` of one of Lambda's.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html (System log level event mapping)
 */
export const deployFunction = (
  scope: Construct,
  { name, ports, reaches }: FunctionSpec,
  around: Surroundings,
  { seconds, megabytes }: Props,
) => {
  const settings = settingsOf(around);
  const code = around.bundles[name];
  if (code === undefined) throw new RangeError(`${name} has not been bundled`);
  const id = name.split('-').at(-1) ?? name;
  const log = new LogGroup(scope, `${id}Log`, { retention: RetentionDays.SIX_MONTHS });
  const role = new OwnRole(scope, `${id}Role`, 'lambda');
  log.grantWrite(role);
  const made = new LambdaFunction(scope, id, {
    description: name,
    role,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: 'index.handler',
    code: Code.fromAsset(code),
    timeout: Duration.seconds(seconds),
    memorySize: megabytes,
    // Only so can Lambda's own lines be left out, three for each invocation that went well; the failed ones stay.
    loggingFormat: LoggingFormat.JSON,
    systemLogLevelV2: SystemLogLevel.WARN,
    logGroup: log,
    environment: Object.assign({ NUANLIU_URL: around.url }, ...ports.map((port) => settings[port] ?? {})),
  });
  around.data.grant(made, reaches);
  return { made, log };
};
