import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { Resolver } from 'node:dns/promises';

/**
 * A name server on loopback that knows a few records and nothing else.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1035#section-4.1
 */
const TYPES = { TXT: 16, MX: 15, CNAME: 5 } as const;
type Type = keyof typeof TYPES;
const HEADER_BYTES = 12;
const [ANSWER, NO_SUCH_NAME, SERVER_FAILURE] = [0x8180, 0x8183, 0x8182] as const;
const TO_THE_QUESTION = 0xc000 + HEADER_BYTES;
const TTL_SECONDS = 60;
const MOST_OF_A_STRING = 255;

const u16 = (...values: readonly number[]): Buffer =>
  Buffer.from(values.flatMap((value) => [value >> 8, value & 0xff]));
const string = (text: string): Buffer => Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);
const nameBytes = (name: string): Buffer => Buffer.concat([...name.split('.').map(string), Buffer.from([0])]);

const DATA: Readonly<Record<Type, (value: string) => Buffer>> = {
  // Long texts, such as keys, come in several strings.
  TXT: (value) => Buffer.concat((value.match(new RegExp(`.{1,${MOST_OF_A_STRING}}`, 'g')) ?? ['']).map(string)),
  MX: (value) => Buffer.concat([u16(10), nameBytes(value)]),
  CNAME: nameBytes,
};

const questionIn = (message: Buffer) => {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('ascii', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const type = Object.entries(TYPES).find(([, number]) => number === message.readUInt16BE(at + 1))?.[0];
  return { name: labels.join('.'), type, bytes: message.subarray(HEADER_BYTES, at + 5) };
};

/** @param records by type and name, as `TXT union.example`; several texts of a name are a list; `'fails'`: it answers that it cannot */
export const dnsServer = async (records: Readonly<Record<string, string | readonly string[]>> | 'fails') => {
  const socket = createSocket('udp4', (message, from) => {
    const { name, type, bytes } = questionIn(message);
    const known = records === 'fails' ? [] : [records[`${type} ${name}`] ?? []].flat();
    const isType = (text = ''): text is Type => text in TYPES;
    const answers = known.map((value) => {
      const data = isType(type) ? DATA[type](value) : Buffer.alloc(0);
      return Buffer.concat([
        u16(TO_THE_QUESTION, isType(type) ? TYPES[type] : 0, 1, 0, TTL_SECONDS, data.length),
        data,
      ]);
    });
    const flags = records === 'fails' ? SERVER_FAILURE : known.length > 0 ? ANSWER : NO_SUCH_NAME;
    const header = u16(message.readUInt16BE(0), flags, 1, answers.length, 0, 0);
    socket.send(Buffer.concat([header, bytes, ...answers]), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const resolver = new Resolver({ timeout: 5_000, tries: 1 });
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  return { resolver, [Symbol.dispose]: () => void socket.close() };
};
