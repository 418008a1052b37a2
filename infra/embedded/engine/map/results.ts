import { LARGEST_BYTES, tooLarge } from '../states/leave.ts';
import { StateFailure } from '../failure.ts';
import type { MapFiles } from './reader.ts';
import type { MapPlan, MapRows, MapRun } from './rows.ts';

type Writer = NonNullable<MapPlan['writer']>;

const shaped = function* (results: Iterable<Record<string, unknown>>, { transformation }: Writer): Generator {
  for (const result of results) {
    const output = result['Output'];
    if (transformation === 'NONE') yield result;
    else if (transformation === 'FLATTEN' && Array.isArray(output)) yield* output;
    else yield output ?? result;
  }
};

async function* written(values: Iterable<unknown>, lines: boolean): AsyncGenerator<string> {
  let first = true;
  if (!lines) yield '[';
  for (const value of values) {
    yield `${first || lines ? '' : ','}${JSON.stringify(value)}${lines ? '\n' : ''}`;
    first = false;
  }
  if (!lines) yield ']';
}

/**
 * What a distributed Map gives: the outputs, or where they were written, with the manifest that AWS would write.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 * @throws {StateFailure} States.ResultWriterFailed, States.DataLimitExceeded
 */
export const resultOf = async (rows: MapRows, { id, plan }: MapRun, files: MapFiles | undefined): Promise<unknown> => {
  const { writer, arn } = plan;
  if (!writer) {
    const outputs: unknown[] = [];
    let bytes = 0;
    for (const { Output: output } of rows.results(id, true)) {
      outputs.push(output);
      bytes += JSON.stringify(output).length;
      if (bytes > LARGEST_BYTES) throw tooLarge('Map');
    }
    return outputs;
  }
  if (!files) throw new StateFailure('States.ResultWriterFailed', 'This engine was given no files');
  const { Bucket, Prefix, lines } = writer;
  const folder = `${Prefix === '' ? '' : `${Prefix}/`}${arn.split(':').at(-1)}`;
  const extension = lines ? 'jsonl' : 'json';
  try {
    const write = async (name: string, ok: boolean) => {
      const [first] = rows.results(id, ok);
      if (!first) return [];
      const Key = `${folder}/${name}_0.${extension}`;
      // Failures are written as they are: their outputs do not exist.
      const values = shaped(rows.results(id, ok), ok ? writer : { ...writer, transformation: 'NONE' });
      return [{ Key, Size: await files.write({ Bucket, Key }, written(values, lines)) }];
    };
    const ResultFiles = {
      FAILED: await write('FAILED', false),
      PENDING: [],
      SUCCEEDED: await write('SUCCEEDED', true),
    };
    const manifest = { DestinationBucket: Bucket, MapRunArn: arn, ResultFiles };
    const Key = `${folder}/manifest.json`;
    await files.write({ Bucket, Key }, written([manifest], true));
    return { MapRunArn: arn, ResultWriterDetails: { Bucket, Key } };
  } catch (error) {
    throw new StateFailure('States.ResultWriterFailed', String(error));
  }
};
