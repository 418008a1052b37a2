import { Execution, executionItem } from '#shared/executions/executions';
import { resumedName } from '#shared/executions/resume';
import { CaseId } from '#shared/ids';
import { movedName, type Standing } from '#shared/move/place';
import type { Item, Write } from '#shared/table/table';
import { Instant } from '#shared/time/instant';
import type { Manifest } from './archive.ts';

/** A case that moves has one execution more, of which the first sweep over there reads what is not known here. */
export const carriedOn = ({ id, made }: Pick<Manifest, 'id' | 'made'>) => {
  const newest = new Map<string, Execution>();
  const at = Instant.parse(Date.parse(made));
  return {
    see(item: Item): void {
      const read = Execution.safeParse(item);
      if (read.success && read.data.n >= (newest.get(read.data.caseId)?.n ?? 0))
        newest.set(read.data.caseId, read.data);
    },
    *to(standing: readonly Standing[]): Generator<Write> {
      for (const { caseId, machine } of standing) {
        const last = newest.get(caseId);
        if (last) yield { put: executionItem({ ...last, endedAt: at }) };
        const [n, name] = [(last?.n ?? 0) + 1, movedName(caseId, id)];
        const next = { caseId: CaseId.parse(caseId), n, machine: resumedName(machine), name };
        yield { put: executionItem({ ...next, version: '', startedAt: at }, at) };
      }
    },
  };
};
