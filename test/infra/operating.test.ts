import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { china } from './places.ts';
import { synthesise } from './synthesised.ts';

const told = synthesise({ admin: 'admin@union.example', region: 'eu-west-1', budget: '80', mails: '300' });

it('tells the admin what hurts, and what to do', () => {
  const { ofType } = told;
  expect(ofType('AWS::SNS::Subscription').map(([, { Properties }]) => Properties)).toContainEqual(
    expect.objectContaining({ Protocol: 'email', Endpoint: 'admin@union.example' }),
  );
  const alarms = ofType('AWS::CloudWatch::Alarm');
  expect(alarms.length).toBeGreaterThanOrEqual(8);
  for (const [id, { Properties }] of alarms) {
    expect(Properties, id).toMatchObject({
      AlarmActions: [{ Ref: expect.any(String) }],
      TreatMissingData: id.includes('silent') ? 'breaching' : 'notBreaching',
    });
    expect(String(Properties['AlarmDescription']), id).toMatch(/[.?]$/);
  }
  expect(ofType('AWS::Events::Rule')[0]?.[1].Properties).toMatchObject({
    EventPattern: { detail: { status: ['FAILED', 'TIMED_OUT'] } },
  });
});

it.each([
  ['dollars', told, { Amount: 80, Unit: 'USD' }],
  ['yuan, in China', china, { Amount: 50, Unit: 'CNY' }],
])('tells the admin what it costs in %s', (_, { ofType }, BudgetLimit) => {
  expect(ofType('AWS::Budgets::Budget')[0]?.[1].Properties).toMatchObject({
    Budget: { BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit },
    NotificationsWithSubscribers: [
      { Notification: { NotificationType: 'ACTUAL', Threshold: 80 }, Subscribers: [{ SubscriptionType: 'EMAIL' }] },
      { Notification: { NotificationType: 'FORECASTED', Threshold: 100 } },
    ],
  });
});

it('lets no more mails leave in a day than the operator says', () => {
  const { ofType } = told;
  const limits = ofType('AWS::Lambda::Function').flatMap(([, { Properties }]) => {
    const { Variables } = z.object({ Variables: z.record(z.string(), z.unknown()) }).parse(Properties['Environment']);
    return 'MAILS' in Variables ? [Variables['MAILS']] : [];
  });
  expect(limits).toEqual(['300']);
});

describe('the stack in China', () => {
  it('has only what there is', () => {
    expect(china.ofType('AWS::Lambda::Url')).toEqual([]);
    expect(Object.values(china.resources).filter(({ Type }) => /SES|Cognito|XRay|Pinpoint/.test(Type))).toEqual([]);
    expect(china.text).not.toContain('TracingConfig');
  });

  it('sends by SMTP, the secret of which is in no template', () => {
    expect(china.text).toContain('{{resolve:secretsmanager:nuanliu/prod/smtp');
  });

  it('is refused with SES', () => {
    expect(() => synthesise({ region: 'cn-northwest-1' })).toThrow('mail=smtp');
  });
});

describe('the settings of a deployment', () => {
  it.each([
    { stage: 'Prod!' },
    { sender: 'nobody' },
    { mail: 'pigeon' },
    { domain: 'not a domain' },
    { mails: '0' },
    { budget: 'all' },
  ])('refuse %j with one sentence', (context) => {
    expect(() => synthesise(context)).toThrow(RangeError);
  });
});

it('stands still while its data moves', () => {
  const { ofType } = synthesise({ paused: 'yes' });
  expect(ofType('AWS::CloudWatch::Alarm').filter(([id]) => id.includes('silent'))).toEqual([]);
  expect(ofType('AWS::Scheduler::Schedule')[0]?.[1].Properties).toMatchObject({ State: 'DISABLED' });
  expect(ofType('AWS::Lambda::EventSourceMapping')[0]?.[1].Properties).toMatchObject({ Enabled: false });
  expect(ofType('AWS::ApiGatewayV2::Stage')[0]?.[1].Properties).toMatchObject({
    DefaultRouteSettings: { ThrottlingBurstLimit: 0, ThrottlingRateLimit: 0 },
  });
});
