/**
 * What is wrong with a text that should be JSON, in the words that AWS answers where a fault is a common one.
 *
 * @param error what the parser of this process said
 */
export const faultOf = (text: string, error: unknown): string => {
  const [, word] = /^\s*([a-zA-Z_]\w*)/.exec(text) ?? [];
  if (word !== undefined) {
    return `Unrecognized token '${word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;
  }
  const [, letter] = /^\s*\{\s*([^"}\s])/.exec(text) ?? [];
  if (letter !== undefined) {
    return `Unexpected character ('${letter}' (code ${letter.codePointAt(0)})): was expecting double-quote to start field name`;
  }
  return error instanceof Error ? error.message : String(error);
};
