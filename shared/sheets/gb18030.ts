/**
 * Text to GB18030. The platform only decodes it, so its own decoder is asked once what every code stands for, and the
 * answers are turned round: two bytes for Chinese, four for the rest of the first plane, and arithmetic beyond it.
 */
let codes: ReadonlyMap<string, readonly number[]> | undefined;

const build = (): ReadonlyMap<string, readonly number[]> => {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, readonly number[]>();
  const learn = (bytes: number[]) => {
    const char = decoder.decode(Uint8Array.from(bytes));
    if (char.length === 1 && char !== '\uFFFD' && !table.has(char)) table.set(char, bytes);
  };
  for (let a = 0x81; a <= 0xfe; a++) for (let b = 0x40; b <= 0xfe; b++) if (b !== 0x7f) learn([a, b]);
  // The four-byte codes of the first plane end at 84 31 A4 39.
  for (let n = 0; n < 39_420; n++) learn(fourBytes(n));
  return table;
};

const fourBytes = (n: number): number[] => [
  0x81 + Math.floor(n / 12_600),
  0x30 + (Math.floor(n / 1_260) % 10),
  0x81 + (Math.floor(n / 10) % 126),
  0x30 + (n % 10),
];

const SECOND_PLANE = 189_000; // the linear place of U+10000

export const encodeGb18030 = (text: string): Uint8Array => {
  codes ??= build();
  const out: number[] = [];
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    if (point < 0x80) out.push(point);
    else if (point > 0xffff) out.push(...fourBytes(SECOND_PLANE + point - 0x10000));
    else out.push(...(codes.get(char) ?? [0x3f]));
  }
  return Uint8Array.from(out);
};
