import { type Content, html } from '#shared/html/html';
import { facts } from '#shared/html/show';
import { type Fen, formatYuan } from '#shared/money';
import { faultText } from '#shared/payments/returnColumns';
import { Result } from '#shared/payments/preview';
import type { Item } from '#shared/table/table';
import type { Visit } from './console.ts';

/** What a return file came to; nothing while it is still being taken in, or was interrupted. */
export const storedResult = (item: Item): Result | undefined => {
  const found = Result.safeParse(item['result']);
  return found.success ? found.data : undefined;
};

/** The figures of a return file, and its faults cell by cell. */
export const resultFacts = ({ t }: Visit, result: Result | undefined): Content => {
  if (!result)
    return html`<p>
      ${t({ zh: '登记中断，请再上传一次同一个文件', en: 'Interrupted: upload the same file once more' })}
    </p>`;
  const { rows, totalFen, paid, paidFen, failed, failedFen, known, faults } = result;
  const lines = (count: number, fen?: Fen) =>
    fen === undefined
      ? t({ zh: `${count} 行`, en: `${count} rows` })
      : t({ zh: `${count} 行，${formatYuan(fen)} 元`, en: `${count} rows, ${formatYuan(fen)} yuan` });
  return html`${facts([
    { term: t({ zh: '文件', en: 'File' }), value: lines(rows, totalFen) },
    { term: t({ zh: '成功', en: 'Paid' }), value: lines(paid, paidFen) },
    { term: t({ zh: '失败', en: 'Failed' }), value: lines(failed, failedFen) },
    { term: t({ zh: '此前已登记', en: 'Known before' }), value: known > 0 && lines(known) },
    {
      term: t({ zh: '有问题', en: 'Faults' }),
      value: faults.length > 0 && t({ zh: `${faults.length} 处，没有登记`, en: `${faults.length}, not recorded` }),
    },
  ])}
  ${
    faults.length > 0 &&
    html`<ul>
      ${faults.map((fault) => html`<li>${t(faultText(fault))}</li>`)}
    </ul>`
  }`;
};
