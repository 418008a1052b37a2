import type { FunctionSpec } from '#infra/aws/functions';
import { machinesOf } from '#infra/embedded/handlers';
import { dynamoTable } from '#shared/aws/dynamo';
import { kmsKeys } from '#shared/aws/kms';
import { lazyPorts, type Ports } from '#shared/aws/ports';
import { s3Files } from '#shared/aws/s3';
import { sesMail } from '#shared/aws/ses';
import { stepFunctions } from '#shared/aws/stepFunctions';
import type { Host, HostProvider } from '#shared/host';
import { cssPath } from '#shared/html/style.css';
import { organisation } from '#shared/people/organisation';
import { shippedYears } from '#shared/time/calendars/shipped';
import { workingCalendar } from '#shared/time/workingDays';
import { pipelines } from '#workflows/index';
import { ACCOUNT, clientsOf, REGION } from './clients.ts';
import { BUCKET, S3_PATH } from './s3.ts';
import type { Wire } from './wire.ts';

export const TABLE = 'table';
export const KEY = 'key';
export const SENDER = 'nuanliu@union.example';
const calendar = workingCalendar(shippedYears());

export const definitions = machinesOf(Object.values(pipelines));
const machines = Object.fromEntries(
  Object.keys(definitions).map((name) => [name, `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${name}:live`]),
);
/** As CloudFormation numbers them: each has been deployed once. */
const versions = Object.fromEntries(Object.keys(definitions).map((name) => [name, '1']));

/** What each function of a deployment has of the world: the adapters of AWS over a wire, and of them those that it is given. */
export const functionHosts =
  (wire: Wire, { url, clock, random }: Pick<Host, 'clock' | 'random'> & { readonly url: URL }) =>
  ({ name, ports: named }: Pick<FunctionSpec, 'name' | 'ports'>): HostProvider => {
    const open = clientsOf(wire, name, new URL(S3_PATH, url).href);
    const every: Required<Ports> = {
      table: () => Promise.resolve(dynamoTable(open.dynamo(), TABLE)),
      keys: (table) => Promise.resolve(kmsKeys(open.kms(), KEY, table)),
      files: (host) => Promise.resolve(s3Files(open.s3(), BUCKET, host.clock)),
      mail: () => Promise.resolve(sesMail(open.ses(), `暖流 <${SENDER}>`, 'set')),
      workflows: () => Promise.resolve(stepFunctions(open.states(), machines)),
    };
    const { keys, files, mail, workflows } = every;
    const ports: Ports = {
      table: every.table,
      ...(named.includes('keys') && { keys }),
      ...(named.includes('files') && { files }),
      ...(named.includes('mail') && { mail }),
      ...(named.includes('workflows') && { workflows }),
    };
    const adapters = lazyPorts(ports, clock);
    const host: Host = {
      ...adapters,
      clock,
      random,
      calendars: { working: () => calendar },
      site: { url, style: cssPath, about: organisation(adapters.table).about },
      versions,
    };
    return () => Promise.resolve(host);
  };
