import { parseCsv, toCsv } from '#shared/export/csv';
import type { Site } from '#test/fakes';
import { browse, fieldsOf } from './browser.ts';

/** What a batch that is built now sends to the bank, answered by the bank: its pages, as finance uses them. */
export const bankSays = async (site: Site, result: '成功' | '失败'): Promise<string[][]> => {
  const finance = await browse(site, 'qian-hui');
  const batch = (
    await finance.post('/admin/payments', fieldsOf(await finance.get('/admin/payments'), '/admin/payments'))
  ).location;
  const lines = parseCsv((await finance.get(`${batch}/file`)).text).slice(1);
  const rows = lines.map(([no = '', name = '', card = '', , , yuan = '']) => [
    no,
    name,
    card,
    yuan,
    result,
    '账户已销户',
  ]);
  const file = toCsv([['指令号', '户名', '账号', '金额', '状态', '失败原因'], ...rows]);
  const uploaded = await finance.upload((await finance.get(batch ?? '')).text, file);
  await finance.post(new URL(uploaded.location ?? '', site.url).pathname, {});
  await site.idle();
  return lines.map(([, name = '', card = '']) => [name, card]);
};
