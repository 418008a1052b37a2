/** Named here, so that a bundler takes of the library what reads rows (48 KB), and not what reads charts (350 KB). */
export { streamXlsxRows } from 'hucre/xlsx';
