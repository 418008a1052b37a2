/** Named here, so that a bundler takes of the library what writes rows (33 KB), and nothing else of its 350 KB. */
export { XlsxStreamWriter } from 'hucre/xlsx';
