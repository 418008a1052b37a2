import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { openKeys } from '#shared/aws/kms';
import { faultOf } from '#shared/events/verify';
import { Kept } from '#test/scenarios/driver/eventLog';
import type { Left } from '#test/torture/trace';
import type { Deployment } from './deployment.ts';
import type { Emulator } from './ministack.ts';
import { sesPostbox } from './postbox.ts';

/** What a deployment keeps at the end, and what is wrong with it: each event chain, each sealed field. */
export const leftOn = async (
  emulator: Emulator,
  { table, names }: Deployment,
): Promise<Pick<Left, 'items' | 'mails'> & { readonly broken: readonly string[] }> => {
  const items: Kept[] = [];
  const client = new DynamoDBClient(emulator.config);
  for await (const { Items = [] } of paginateScan({ client }, { TableName: names.table })) {
    items.push(...Items.map((item) => Kept.parse(unmarshall(item))));
  }
  const byKeys = ({ pk, sk }: Kept) => `${pk}\n${sk}`;
  items.sort((a, b) => (byKeys(a) < byKeys(b) ? -1 : 1));
  const keys = openKeys(emulator.config, names.key, table);
  const cases = items.filter(({ sk }) => sk === 'CASE');
  const faults = await Promise.all(
    cases.map(async (each) => ({ pk: each.pk, fault: await faultOf({ table, keys }, each) })),
  );
  return {
    items,
    mails: (await sesPostbox(emulator).all()).map(({ to, subject, text }) => ({ recipient: to, subject, text })),
    broken: faults.flatMap(({ pk, fault }) => (fault === undefined ? [] : [`${pk}: ${fault}`])),
  };
};
