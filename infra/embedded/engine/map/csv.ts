/** What a CSV row starts and ends with decides little; what is inside quotes decides nothing. */
type Field = { text: string; quoted: boolean };

/**
 * Reads CSV as RFC 4180 has it, a row at a time: quotes may hold delimiters, quotes (doubled) and line ends.
 *
 * @param chunks text in any pieces
 */
export async function* csvRows(chunks: AsyncIterable<string>, delimiter = ','): AsyncGenerator<string[]> {
  let row: string[] = [];
  let field: Field = { text: '', quoted: false };
  let pendingQuote = false; // a quote inside quotes: the end of them, or the first of two
  const endField = () => {
    row.push(field.text);
    field = { text: '', quoted: false };
  };
  for await (const chunk of chunks) {
    for (const letter of chunk) {
      if (pendingQuote) {
        pendingQuote = false;
        if (letter === '"') {
          field.text += '"';
          continue;
        }
        field.quoted = false;
      }
      if (field.quoted) {
        if (letter === '"') pendingQuote = true;
        else field.text += letter;
      } else if (letter === '"' && field.text === '') field.quoted = true;
      else if (letter === delimiter) endField();
      else if (letter === '\n') {
        endField();
        if (row.length > 1 || row[0] !== '') yield row;
        row = [];
      } else if (letter !== '\r') field.text += letter;
    }
  }
  endField();
  if (row.length > 1 || row[0] !== '') yield row;
}
