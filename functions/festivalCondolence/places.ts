import { ofShard, type People, personKey } from '#shared/coverage/recipients';
import { ConditionFailed, type Table } from '#shared/table/table';

/** Places of rosters that are no longer in force, as long as nothing has come of them. */
export const giveUp = async (table: Table, of: People, inForce: ReadonlyMap<string, string>): Promise<void> => {
  for (let shard = 0; shard < of.shards; shard++) {
    for await (const { person, unit, import: id, status } of ofShard(table, of, shard)) {
      if (inForce.get(unit) === id || (status !== 'listed' && status !== 'excluded')) continue;
      try {
        await table.transact([{ delete: personKey(of, person), if: { equal: { status, import: id } } }]);
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
      }
    }
  }
};
