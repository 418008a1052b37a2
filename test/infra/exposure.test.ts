import { readdirSync, existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { audiences, pathsOf } from '#infra/aws/audiences';
import { ROOT } from '#infra/aws/bundle';
import { routes } from '#infra/embedded/routes';
import { pipelines } from '#workflows/index';
import { described, exists, ON_EVERYTHING } from './actions.ts';
import { china, global, scanned } from './places.ts';
import { actionsOf, rightsOf } from './policies.ts';

describe.each([
  ['anywhere', global],
  ['in China', china],
  ['with a scanner', scanned],
])('what the stack opens %s', (_, { ofType }) => {
  const rights = rightsOf({ ofType });

  it('serves every page of the route tables, and from the function that has it', () => {
    const keys = ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => String(Properties['RouteKey']));
    expect(keys.toSorted()).toEqual(
      [...audiences.flatMap(pathsOf), '/{other+}'].map((path) => `ANY ${path}`).toSorted(),
    );
    expect(new Set(audiences.flatMap(pathsOf))).toEqual(new Set(routes.map(({ path }) => path)));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('writes no path or query of a page into a log: they may hold a token', () => {
    const format = JSON.stringify(ofType('AWS::ApiGatewayV2::Stage')[0]?.[1].Properties['AccessLogSettings']);
    expect(format).toContain('$context.routeKey');
    expect(format).not.toMatch(/\$context\.(path|rawPath|queryString|protocol)|requestOverride|authorizer/i);
  });

  it('lets one function signal state machines, and that one has no public route', () => {
    const senders = [...rights].filter(([, statements]) =>
      actionsOf(statements).some((action) => action.startsWith('states:SendTask')),
    );
    expect(senders.map(([role]) => role)).toEqual([expect.stringMatching(/^backgroundbackgroundRole/)]);
    const callers = ofType('AWS::Lambda::Permission').flatMap(([, { Properties }]) =>
      JSON.stringify(Properties['FunctionName']).includes('background') ? [Properties] : [],
    );
    // The topic of mails that came back, and nobody else: there is none where there is no SES.
    const topics = ofType('AWS::SES::ConfigurationSet').map(() => ({
      Action: 'lambda:InvokeFunction',
      Principal: 'sns.amazonaws.com',
      SourceArn: { Ref: expect.stringMatching(/^mailcameBack/) },
    }));
    expect(callers).toMatchObject(topics);
    expect(callers).toHaveLength(topics.length);
  });

  it('lets that one start, read and stop executions of our machines, and do nothing else with them', () => {
    const [, statements] = [...rights].find(([id]) => id.startsWith('backgroundbackground')) ?? expect.unreachable();
    const actions = actionsOf(statements).filter((action) => action.startsWith('states:'));
    expect(actions.toSorted()).toEqual([
      'states:DescribeExecution',
      'states:GetExecutionHistory',
      'states:SendTaskFailure',
      'states:SendTaskSuccess',
      'states:StartExecution',
      'states:StopExecution',
    ]);
    const [admin, ...others] = ofType('AWS::Lambda::Function').filter(([id]) => /admin/i.test(id));
    expect(others).toEqual([]);
    const told = JSON.stringify(admin?.[1].Properties['Environment']);
    for (const name of Object.keys(pipelines)) expect(told).toMatch(new RegExp(`${name}.*${name}-resumed`));
  });

  it('allows actions that there are', async () => {
    const actions = [...rights.values()].flatMap(actionsOf);
    expect(actions.length).toBeGreaterThan(200);
    const known = await Promise.all(
      [...new Set(actions)].map(async (action) => ({ action, is: await exists(action) })),
    );
    expect(known.filter(({ is }) => !is)).toEqual([]);
    expect(await Promise.all(['dynamodb:GetItme', 'sesv2:SendEmail'].map(exists))).toEqual([false, false]);
  });

  it('allows on everything what can be limited to no resource, each for its reason, and limits the rest', async () => {
    const found = [...rights.values()].flat().flatMap(({ Action, Resource }) => {
      const all = Resource.map((resource) => resource === '*');
      return Action.map((action) => ({
        action,
        on: all.includes(true) ? (all.length === 1 ? '*' : 'both') : 'its own',
      }));
    });
    const told = new Map(found.map((each) => [`${each.action} ${each.on}`, each]));
    for (const { action, on } of told.values()) {
      const { isWildcardOnly, description } = await described(action);
      expect(on, action).toBe(isWildcardOnly ? '*' : 'its own');
      if (isWildcardOnly) expect(description).toContain(ON_EVERYTHING[action] ?? `a reason for ${action}`);
    }
    const onEverything = [...told.values()].filter(({ on }) => on === '*').map(({ action }) => action);
    expect(onEverything.toSorted()).toEqual(Object.keys(ON_EVERYTHING).toSorted());
  });

  it('allows everything to nobody, and the table to be scanned to none', () => {
    for (const [role, statements] of rights) {
      const actions = actionsOf(statements);
      expect(
        actions.filter((action) => action.includes('*') || action === 'dynamodb:Scan'),
        role,
      ).toEqual([]);
    }
  });
});

it('every folder of pages is deployed', () => {
  const folders = readdirSync(new URL('functions/web', ROOT), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && existsSync(new URL(`functions/web/${entry.name}/routes.ts`, ROOT))
      ? [`#functions/web/${entry.name}/routes`]
      : [],
  );
  const deployed = audiences.flatMap(({ modules }) => modules.map(({ from }) => from));
  expect(folders.filter((folder) => !deployed.includes(folder))).toEqual([]);
});
