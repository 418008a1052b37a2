import * as z from 'zod/mini';

/**
 * The template as the emulator can take it. What it cannot is put aside here, in one place, and said aloud; everything
 * else is deployed as it was synthesised.
 */
const Fields = z.record(z.string(), z.json());
const Resource = z.catchall(
  z.object({
    Type: z.string(),
    Properties: z._default(Fields, {}),
    DependsOn: z._default(z.union([z.string(), z.array(z.string())]), []),
  }),
  z.json(),
);
const Template = z.catchall(z.object({ Resources: z.record(z.string(), Resource), Outputs: Fields }), z.json());
type Json = z.core.util.JSONType;

const VERSION = 'AWS::StepFunctions::StateMachineVersion';
const ALIAS = 'AWS::StepFunctions::StateMachineAlias';
const Alias = z.object({ Name: z.string(), DeploymentPreference: z.object({ StateMachineVersionArn: z.json() }) });
const Version = z.object({ StateMachineArn: z.json() });
const Reference = z.union([
  z.object({ Ref: z.string() }),
  z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
]);
/** The last part of a version's ARN. */
const VersionNumber = z.object({
  'Fn::Select': z.tuple([z.literal(7), z.object({ 'Fn::Split': z.tuple([z.literal(':'), z.json()]) })]),
});
const Described = z.object({ Description: z.string() });

/** What stands in for an expression where the emulator takes a number only: it passes long after the rehearsal. */
const LONG_SECONDS = 99_999_999;
const TIMEOUT = /"TimeoutSeconds":"\{%[^"]*%\}"/g;

/** What the emulator passes on unread from a distributed Map it evaluates in an inline one. */
const DISTRIBUTED = /"ProcessorConfig":\{"Mode":"DISTRIBUTED"[^}]*\}/g;
const LABEL = /"Label":"[^"]*",/g;

/** A machine as the emulator's Step Functions can run it. */
const runnable = (definition: string): string =>
  definition
    .replaceAll(TIMEOUT, `"TimeoutSeconds":${LONG_SECONDS}`)
    .replaceAll(DISTRIBUTED, '"ProcessorConfig":{"Mode":"INLINE"}')
    .replaceAll(LABEL, '');

/** Of statements that refuse plain HTTP. The emulator speaks nothing else, so here they refuse the other. */
const Insecure = z.strictObject({ 'aws:SecureTransport': z.literal('false') });
const SECURE = { 'aws:SecureTransport': 'true' };

/** The emulator's IAM asks of a mail neither whose identity nor which sender it has. */
const Mailing = z.looseObject({ Effect: z.literal('Allow'), Action: z.literal('ses:SendRawEmail') });

const referred = (value: Json): string | undefined => {
  const read = Reference.safeParse(value);
  if (!read.success) return undefined;
  return 'Ref' in read.data ? read.data.Ref : read.data['Fn::GetAtt'][0];
};

type Replacing = (value: Json) => Json | undefined;

const replaceIn = (fields: Readonly<Record<string, Json>>, by: Replacing): Record<string, Json> =>
  Object.fromEntries(Object.entries(fields).map(([name, each]) => [name, replace(each, by)]));

const replace = (value: Json, by: Replacing): Json => {
  const other = by(value);
  if (other !== undefined) return other;
  if (Array.isArray(value)) return value.map((each: Json) => replace(each, by));
  return typeof value === 'object' && value !== null ? replaceIn(value, by) : value;
};

export type Adapted = {
  readonly template: Json;
  /** What is other than synthesised: one sentence each. */
  readonly aside: readonly string[];
  /** By output: the function that it names, as this project calls it. */
  readonly functions: Readonly<Record<string, string>>;
};

export const adapt = (synthesised: unknown): Adapted => {
  const { Resources, Outputs, ...rest } = Template.parse(synthesised);
  const all = Object.entries(Resources);
  const ofType = (type: string) => all.filter(([, { Type }]) => Type === type);
  const versions = new Map(ofType(VERSION).map(([id, { Properties }]) => [id, Version.parse(Properties)]));
  const aliases = new Map(ofType(ALIAS).map(([id, { Properties }]) => [id, Alias.parse(Properties)]));
  /** The ARN that an alias will have: its machine's, and its name. Of a version only the number is asked: the first. */
  const publishedArn = (value: Json): Json | undefined => {
    const number = VersionNumber.safeParse(value);
    if (number.success && versions.has(referred(number.data['Fn::Select'][1]['Fn::Split'][1]) ?? '')) return '1';
    const alias = aliases.get(referred(value) ?? '');
    const version = versions.get(referred(alias?.DeploymentPreference.StateMachineVersionArn ?? null) ?? '');
    return alias && version && { 'Fn::Join': [':', [version.StateMachineArn, alias.Name]] };
  };
  const emulated = (value: Json): Json | undefined => {
    if (typeof value === 'string') return runnable(value);
    const mails = Mailing.safeParse(value);
    if (mails.success) return { Effect: 'Allow', Action: mails.data.Action, Resource: '*' };
    return Insecure.safeParse(value).success ? SECURE : publishedArn(value);
  };
  const kept = all.flatMap(([id, { DependsOn, ...resource }]): [string, Json][] => {
    if (versions.has(id) || aliases.has(id)) return [];
    const on = [DependsOn].flat().filter((each) => !versions.has(each) && !aliases.has(each));
    return [[id, { ...replaceIn(resource, emulated), DependsOn: on }]];
  });
  const outputs = Object.entries(Outputs).filter(([, output]) => !JSON.stringify(output).includes('DkimDNSToken'));
  const functions = ofType('AWS::Lambda::Function');
  const added = functions.map(([id]): [string, Json] => [id, { Value: { Ref: id } }]);
  return {
    template: {
      ...rest,
      Resources: Object.fromEntries(kept),
      Outputs: replaceIn(Object.fromEntries([...outputs, ...added]), publishedArn),
    },
    aside: [
      `${versions.size} state machine versions and ${aliases.size} aliases: made by the Step Functions API instead`,
      `TimeoutSeconds by an expression: ${LONG_SECONDS} s instead`,
      'distributed Maps run inline, because their ItemSelector is not evaluated',
      'HTTP in place of HTTPS: statements that refuse it are turned around',
      'ses:SendRawEmail for any identity and sender: the emulator’s IAM knows neither of a raw mail',
      'the name of an upload is put into the words of RFC 2047 around the function, as S3 gives it',
      'a request’s cookies are put into the event’s list around the function, where API Gateway puts them',
      'the schedule’s minutes are given by the player, at every instant that something becomes due',
      `${Object.keys(Outputs).length - outputs.length} DKIM records among the outputs: left out`,
      `${functions.length} outputs more, that say what the functions are called there`,
    ],
    functions: Object.fromEntries(
      functions.map(([id, { Properties }]) => [id, Described.parse(Properties).Description]),
    ),
  };
};
