// oxlint-disable no-new -- a construct joins its tree by being made
import { CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { pipelines } from '#workflows/index';
import { check } from './accepted.ts';
import { Alarms } from './alarms.ts';
import { audiences } from './audiences.ts';
import { Background } from './backgroundFunction.ts';
import { Data } from './data.ts';
import { backgroundFunction, type FunctionSpec, pageFunction, stepFunctions } from './functions.ts';
import type { Surroundings } from './lambda.ts';
import { MailSender } from './mail.ts';
import { MalwareScan } from './malwareScan.ts';
import { type Deployed, formsOf, PipelineMachine } from './pipeline.ts';
import type { Settings } from './settings.ts';
import { limitSpending } from './spending.ts';
import { whatHurts } from './watched.ts';
import { Web } from './web.ts';

/** Every function of a deployment. */
export const functionsOf = (settings: Pick<Settings, 'mail'>): readonly FunctionSpec[] => [
  ...Object.values(pipelines).flatMap((pipeline) => Object.values(stepFunctions(pipeline))),
  ...audiences.map(pageFunction),
  backgroundFunction(settings),
];

/** One installation, for one federation: all that `workflows/index.ts` names, and the pages. */
export class Nuanliu extends Stack {
  constructor(scope: Construct, settings: Settings, bundles: Surroundings['bundles']) {
    const { stage, region } = settings;
    super(scope, `nuanliu-${stage}`, {
      description: 'Nuanliu: approval pipelines of a district federation of trade unions',
      terminationProtection: stage === 'prod',
      ...(region !== undefined && { env: { region } }),
    });
    // By these an account's bill is told apart. Dashboards take tags in some regions only.
    const options = { excludeResourceTypes: ['AWS::CloudWatch::Dashboard'] };
    Tags.of(this).add('application', 'nuanliu', options);
    Tags.of(this).add('stage', stage, options);
    const data = new Data(this, settings);
    const scan = settings.scanner === 'guardduty' ? new MalwareScan(this, data) : undefined;
    const web = new Web(this, settings);
    const around = { data, bundles, url: web.url };
    const made = Object.values(pipelines).map((pipeline) => new PipelineMachine(this, pipeline, around));
    const machines = formsOf(made);
    web.serve(around, machines);
    const mail = new MailSender(this, settings);
    const background = new Background(this, { settings, around, machines, mail });
    mail.tell(background.made);
    const alarms = new Alarms(this, settings);
    alarms.watch(whatHurts({ data, web, background, paused: settings.paused === 'yes' }));
    alarms.tellOfStuck(Object.values(machines));
    limitSpending(this, settings);
    this.say({ data, machines });
    check(scope, this, { data, scan, web, background, pipelines: made });
  }

  /** Where the data is: what `npm run export` and `npm run import` need to know. */
  private say({ data, machines }: { data: Data; machines: Readonly<Record<string, Deployed>> }): void {
    const aliases = Object.entries(machines).map(([name, { aliasArn }]) => [name, aliasArn]);
    const outputs = {
      table: data.table.tableName,
      key: data.key.keyArn,
      bucket: data.bucket.bucketName,
      machines: JSON.stringify(Object.fromEntries(aliases)),
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
