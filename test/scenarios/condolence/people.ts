import { writeCsvGb18030, writeXlsx } from '#shared/sheets/write';
import { invent } from '#test/scenarios/driver/invented';
import type { Campaign } from './scenario.ts';

/** Invented people of a campaign, and the sheets on which unions and the district keep them. */
export type Invitee = {
  readonly name: string;
  readonly group: string;
  readonly idNumber: string;
  readonly cardNo: string;
};

const FAMILY = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许';
const GIVEN = '明华强芳军丽伟敏静磊洋艳勇杰娟涛超霞平刚';

export const inviteesOf = (campaign: Campaign, seed: string | number): Invitee[] =>
  Array.from({ length: campaign.people }, (_, i) => {
    const born = campaign.type === '六一慰问' ? ([2008, 2014] as const) : ([1955, 1985] as const);
    const { idNumber, cardNo } = invent(seed, `${campaign.title}.${i}`, born);
    const name = FAMILY.charAt(i % 20) + GIVEN.charAt(Math.floor(i / 20) % 20);
    const nth = campaign.enterprises === undefined ? i : i % campaign.enterprises;
    const group = campaign.enterprises === undefined ? `第${nth + 1}户` : `江东第${nth + 1}制造厂`;
    return { name, group, idNumber, cardNo };
  });

/** A union's roster with a title above and a sum below, as such sheets look. Every second union brings CSV in GB18030. */
export const rosterSheet = async (campaign: Campaign, people: readonly Invitee[], nth: number): Promise<File> => {
  const model = campaign.type === '劳模走访慰问';
  const child = campaign.type === '六一慰问';
  const money = campaign.goods === undefined;
  const head = [
    '序号',
    '姓名',
    '身份证号',
    child ? '家庭住址' : '工作单位',
    ...(model ? ['荣誉称号'] : []),
    ...(child ? ['监护人', '关系', '监护人同意'] : []),
    ...(money ? ['户名', '卡号', '开户行'] : []),
  ];
  const rows = people.map(({ name, idNumber, group, cardNo }, i) => [
    String(i + 1),
    name,
    idNumber,
    group,
    ...(model ? ['市劳动模范'] : []),
    ...(child ? ['李家长', '母亲', '是'] : []),
    ...(money ? ['李家长', cardNo, '江东农商行'] : []),
  ]);
  const sheet = [[`${campaign.title}花名册`], head, ...rows, ['合计', String(rows.length)]];
  return nth % 2 === 0
    ? new File([Buffer.from(await writeXlsx('花名册', sheet))], 'roster.xlsx')
    : new File([Buffer.from(writeCsvGb18030(sheet))], 'roster.csv', { type: 'text/csv' });
};

export const registerSheet = async (people: readonly Invitee[]): Promise<File> =>
  new File(
    [
      Buffer.from(
        await writeXlsx('名册', [['姓名', '身份证号码'], ...people.map(({ name, idNumber }) => [name, idNumber])]),
      ),
    ],
    'register.xlsx',
  );
