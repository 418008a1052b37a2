import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Table } from '#shared/table/table';
import { meteredTable } from '#test/cost/meteredTable';
import { openTally } from '#test/cost/tally';
import { emulatedTable } from './dynamo.ts';
import { emulated } from './moto.ts';

const Units = z.object({ CapacityUnits: z.number() });
const Consumed = z.object({
  Table: z.optional(Units),
  GlobalSecondaryIndexes: z._default(z.record(z.string(), Units), {}),
});
const Answer = z.looseObject({ ConsumedCapacity: z._default(z.union([Consumed, z.array(Consumed)]), []) });
type Count = Record<string, number>;

/** A table on a server that says what each call has consumed, of the table and of its indexes. */
export const tableThatTells = async (address: string) => {
  const client = new DynamoDBClient(emulated(address));
  let said: Count = {};
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const asks = commandName === 'CreateTableCommand' ? {} : { ReturnConsumedCapacity: 'INDEXES' };
        const answer = await next({ ...args, input: { ...args.input, ...asks } });
        const kind = /^(?:Get|Query|BatchGet)/.test(commandName) ? 'read' : 'write';
        for (const each of [Answer.parse(answer.output).ConsumedCapacity].flat())
          for (const [of, units] of Object.entries({ table: each.Table, ...each.GlobalSecondaryIndexes })) {
            const name = `${kind} ${of}`;
            if (units && units.CapacityUnits > 0) said[name] = (said[name] ?? 0) + units.CapacityUnits;
          }
        return answer;
      },
    { step: 'initialize' },
  );
  const table = await emulatedTable(emulated(address), `capacity-${process.pid}`, client);
  return {
    table,
    /** What `run` was charged, as the server says and as the meter counts; the meter's own reads left out. */
    async compared(kind: 'read' | 'write', run: (metered: Table) => Promise<unknown>) {
      const tally = openTally();
      said = {};
      await run(meteredTable(table, { tally }));
      const counted: Count = {};
      for (const [of, units] of tally.parts(`${kind}Units`)) {
        const name = `${kind} ${/^index (\w+)/.exec(of)?.[1] ?? 'table'}`;
        counted[name] = (counted[name] ?? 0) + units;
      }
      return { said: Object.fromEntries(Object.entries(said).filter(([name]) => name.startsWith(kind))), counted };
    },
  };
};
