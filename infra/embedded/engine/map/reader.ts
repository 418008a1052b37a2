import * as z from 'zod/mini';
import { StateFailure } from '../failure.ts';
import { csvRows } from './csv.ts';

/** The objects that a distributed Map reads and writes: a bucket of S3, or a folder. */
export interface MapFiles {
  read(object: MapObject): AsyncIterable<Uint8Array>;
  /** Replaces the object. @returns its size in bytes */
  write(object: MapObject, text: AsyncIterable<string>): Promise<number>;
}
export type MapObject = { Bucket: string; Key: string };

export const ItemReader = z.looseObject({
  Resource: z.literal('arn:aws:states:::s3:getObject'),
  ReaderConfig: z.optional(
    z.looseObject({
      InputType: z.enum(['JSON', 'JSONL', 'CSV']),
      MaxItems: z.optional(z.number()),
      CSVHeaderLocation: z.optional(z.enum(['FIRST_ROW', 'GIVEN'])),
      CSVHeaders: z.optional(z.array(z.string())),
      CSVDelimiter: z.optional(z.enum(['COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB'])),
    }),
  ),
  Arguments: z.object({ Bucket: z.string(), Key: z.string() }),
});
export type ItemReader = z.infer<typeof ItemReader>;

const delimiters = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' };

/** A fault of what is read, or of how it is to be read, in the words of AWS. */
const unreadable = (reason: string) => new StateFailure('States.ItemReaderFailed', reason);

async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of text) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

async function* jsonItems(text: AsyncIterable<string>): AsyncGenerator {
  let whole = '';
  for await (const chunk of text) whole += chunk;
  const value: unknown = JSON.parse(whole);
  if (!Array.isArray(value)) throw unreadable('Attempting to map over non-iterable node.');
  yield* value;
}

async function* jsonLines(text: AsyncIterable<string>): AsyncGenerator {
  for await (const line of linesOf(text)) if (line.trim() !== '') yield JSON.parse(line);
}

const unique = (headers: string[]): string[] => {
  if (new Set(headers).size < headers.length) throw unreadable('CSV headers cannot contain duplicates.');
  return headers;
};

async function* csvItems(text: AsyncIterable<string>, config: NonNullable<ItemReader['ReaderConfig']>): AsyncGenerator {
  let headers = config.CSVHeaderLocation === 'GIVEN' ? unique(config.CSVHeaders ?? []) : undefined;
  for await (const row of csvRows(text, delimiters[config.CSVDelimiter ?? 'COMMA'])) {
    if (!headers) headers = unique(row);
    else yield Object.fromEntries(headers.map((header, i) => [header, row[i] ?? '']));
  }
}

/**
 * The items of an object, one at a time: only a JSON array is ever whole in memory.
 *
 * @throws {StateFailure} States.ItemReaderFailed
 */
export async function* readItems(files: MapFiles, reader: ItemReader): AsyncGenerator {
  const config = reader.ReaderConfig ?? { InputType: 'JSON' };
  if ((config.MaxItems ?? 0) < 0) throw unreadable('field MaxItems must be positive');
  const most = config.MaxItems || Infinity;
  let count = 0;
  try {
    const text = textOf(files.read(reader.Arguments));
    const items = { JSON: jsonItems, JSONL: jsonLines, CSV: csvItems }[config.InputType](text, config);
    for await (const item of items) {
      if (count >= most) return;
      count += 1;
      yield item;
    }
  } catch (error) {
    throw error instanceof StateFailure
      ? error
      : unreadable(`Attempting to read ${reader.Arguments.Key}: ${String(error)}`);
  }
}
