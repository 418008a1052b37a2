// oxlint-disable no-new -- a construct joins its tree by being made
import { CfnOutput } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  DomainName,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { cssPath } from '#shared/html/style.css';
import { audiences, pathsOf } from './audiences.ts';
import { pageFunction } from './functions.ts';
import { deployFunction, type Surroundings } from './lambda.ts';
import { type Deployed, versionsOf } from './pipeline.ts';
import type { Settings } from './settings.ts';
import { pageSize } from './sizes.ts';

/** Of one federation's pages, together. A campaign's thousand readers of one notice are within it. */
const THROTTLE = { rateLimit: 100, burstLimit: 200 };
const CLOSED = { rateLimit: 0, burstLimit: 0 };

/** The route, never the path or query: those hold the tokens of links. */
const ACCESS_LOG = JSON.stringify({
  at: '$context.requestTime',
  id: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  ms: '$context.responseLatency',
  error: '$context.integrationErrorMessage',
});

/** The address that people open: one HTTP API, behind which each audience has a function. */
export class Web extends Construct {
  readonly url: string;
  readonly api: HttpApi;
  readonly pages: LambdaFunction[] = [];

  constructor(scope: Construct, { domain, paused }: Pick<Settings, 'domain' | 'paused'>) {
    super(scope, 'web');
    this.api = new HttpApi(this, 'api', { createDefaultStage: false });
    const stage = new HttpStage(this, 'stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle: paused === 'yes' ? CLOSED : THROTTLE,
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'accessLog', { retention: RetentionDays.SIX_MONTHS }),
        ),
        format: AccessLogFormat.custom(ACCESS_LOG),
      },
    });
    this.url = domain === undefined ? `${this.api.apiEndpoint}/` : `https://${domain}/`;
    if (domain !== undefined) this.serveUnder(domain, stage);
    new CfnOutput(this, 'address', { value: this.url });
  }

  /** The certificate waits until the operator has made the DNS record that ACM asks for. */
  private serveUnder(domain: string, stage: HttpStage): void {
    const certificate = new Certificate(this, 'certificate', {
      domainName: domain,
      validation: CertificateValidation.fromDns(),
    });
    const domainName = new DomainName(this, 'domain', { domainName: domain, certificate });
    new ApiMapping(this, 'mapping', { api: this.api, domainName, stage });
    new CfnOutput(this, 'domainTarget', { value: domainName.regionalDomainName, description: `CNAME of ${domain}` });
  }

  /** After everything that the functions must know is known: the address among it. */
  serve(around: Surroundings, machines: Readonly<Record<string, Deployed>>): void {
    for (const each of audiences) {
      const { made } = deployFunction(this, pageFunction(each), around, pageSize(each.audience));
      if (each.audience === 'admin') made.addEnvironment('VERSIONS', versionsOf(machines));
      made.addEnvironment('STYLE', cssPath.slice(1));
      const integration = new HttpLambdaIntegration(`${each.audience}Pages`, made, { scopePermissionToRoute: false });
      const paths = each === audiences[0] ? [...pathsOf(each), '/{other+}'] : pathsOf(each);
      for (const path of paths) this.api.addRoutes({ path, methods: [HttpMethod.ANY], integration });
      this.pages.push(made);
    }
  }
}
