// oxlint-disable no-new -- a construct joins its tree by being made
import { Aws, CfnOutput, SecretValue, Stack } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { mailDomain, type Settings } from './settings.ts';

/**
 * How mail leaves: by SES with DKIM and a bounce domain of our own, or by somebody's SMTP server. The outputs are the
 * DNS records that the operator makes.
 */
export class MailSender extends Construct {
  private readonly settings: Settings;
  readonly configurationSet?: ConfigurationSet;

  constructor(scope: Construct, settings: Settings) {
    super(scope, 'mail');
    this.settings = settings;
    if (settings.mail === 'smtp') return;
    const domain = mailDomain(settings);
    this.configurationSet = new ConfigurationSet(this, 'set', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    const identity = new EmailIdentity(this, 'identity', {
      identity: Identity.domain(domain),
      mailFromDomain: `bounce.${domain}`,
      configurationSet: this.configurationSet,
    });
    const bounces = `bounce.${domain}`;
    const answers = `feedback-smtp.${Aws.REGION}.amazonses.com`;
    const records = [
      ...identity.dkimRecords.map(({ name, value }) => `${name} CNAME ${value}`),
      `${bounces} MX 10 ${answers}`,
      `${bounces} TXT "v=spf1 include:amazonses.com -all"`,
      `_dmarc.${domain} TXT "v=DMARC1; p=quarantine; adkim=r; aspf=r"`,
    ];
    for (const [i, value] of records.entries()) new CfnOutput(this, `record${i}`, { value });
  }

  /** What came back and what was complained of goes to the function that sends: it knows whose mail it was. */
  tell(sender: LambdaFunction): void {
    if (!this.configurationSet) return;
    const topic = new Topic(this, 'cameBack', { enforceSSL: true });
    topic.addSubscription(new LambdaSubscription(sender));
    this.configurationSet.addEventDestination('unreached', {
      destination: EventDestination.snsTopic(topic),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT, EmailSendingEvent.REJECT],
    });
  }

  /** Lets one function send, as our sender and nobody else. */
  allow(to: LambdaFunction): void {
    const { mail, mails, sender, stage } = this.settings;
    to.addEnvironment('SENDER', sender);
    to.addEnvironment('MAILS', String(mails));
    if (mail === 'smtp') {
      const secret = SecretValue.secretsManager(`nuanliu/${stage}/smtp`);
      to.addEnvironment('SMTP_URL', secret.unsafeUnwrap()); // a reference: CloudFormation reads it, no template holds it
      return;
    }
    if (this.configurationSet) to.addEnvironment('CONFIGURATION_SET', this.configurationSet.configurationSetName);
    const arn = (resource: string, resourceName: string) =>
      Stack.of(this).formatArn({ service: 'ses', resource, resourceName });
    const resources = [
      arn('identity', mailDomain(this.settings)),
      ...(this.configurationSet ? [arn('configuration-set', this.configurationSet.configurationSetName)] : []),
    ];
    const address = /<([^<>]+)>$/.exec(sender)?.[1] ?? sender;
    const conditions = { StringEquals: { 'ses:FromAddress': address } };
    to.addToRolePolicy(new PolicyStatement({ actions: ['ses:SendRawEmail'], resources, conditions }));
  }
}
