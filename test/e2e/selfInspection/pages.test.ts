import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import { CaseId } from '#shared/ids';
import { verifyPacket } from '#shared/packets/packet';
import { readZip } from '#shared/packets/zip';
import { itemsOf } from '#shared/register/register';
import { browse, type Browser } from '#test/e2e/console/browser';
import { type Site, startEmbedded } from '#test/fakes';
import { answer, determine, found, rowOf } from './world.ts';

/** The pages of an inspection over HTTP, as a unit's chair, its colleagues and the district use them. */
let site: Site;
let chair: Browser;
beforeAll(async () => {
  site = await startEmbedded();
  chair = await browse(site);
});
afterAll(async () => site[Symbol.asyncDispose]());

const linkTo = (email: string): string => {
  const mails = site.mailTo(email).map(({ text }) => /https?:\S+(\/t\/[\w-]+)/.exec(text)?.[1]);
  return mails.findLast((link) => link !== undefined) ?? expect.unreachable();
};

const GROUPS = {
  festivals: ['C01', 'C02', 'C03', 'C04', 'C09', 'C22'],
  events: ['C05', 'C06', 'C07', 'C08', 'C18', 'C19'],
  conduct: ['C10', 'C11', 'C12', 'C13', 'C14', 'C15', 'C16', 'C17'],
  procedure: ['C20', 'C21', 'C23', 'C24'],
};

const fillIn = async (at: string, problems: readonly string[] = []) => {
  await chair.post(`${at}/about`, { members: '40', ampleEnterprise: 'no', budgetFen: '60000' });
  for (const [group, checks] of Object.entries(GROUPS)) {
    const form = Object.fromEntries(checks.map((id) => [id, problems.includes(id) ? 'PROBLEM' : 'OK']));
    const saved = await chair.post(`${at}/checks/${group}`, form);
    expect(saved.status).toBe(303);
  }
};

describe('a unit that inspects itself', () => {
  let programme: CaseId;
  beforeAll(async () => {
    const officer = await browse(site, 'li-min');
    const drawnUp = await officer.post('/admin/selfInspection/new', {
      title: '2018年度工会福利专项治理',
      noticeNo: '江工〔2019〕2号',
      from: '2018-01-01',
      to: '2018-12-31',
      briefedOn: '2019-02-28',
      scope: 'donghu',
    });
    programme = CaseId.parse(drawnUp.location?.split('/').at(-1));
    await answer(site, programme, 'zhou-wei', 'launch', 'issue');
  });

  it('is told at once what its spending makes, by the rule of its day, with the arithmetic', async () => {
    const at = `${linkTo('wanghong@example.org')}/inspection`;
    await chair.post(`${at}/about`, { members: '40', ampleEnterprise: 'no', budgetFen: '60000' });
    const saved = await chair.post(`${at}/spending`, {
      'spending-0-occasion': 'springFestival',
      'spending-0-on': '2018-02-10',
      'spending-0-form': 'goods',
      'spending-0-perHeadFen': '800',
      'spending-0-people': '40',
      'spending-1-occasion': 'midAutumn',
      'spending-1-on': '2018-09-20',
      'spending-1-form': 'goods',
      'spending-1-perHeadFen': '500',
      'spending-1-people': '40',
      'spending-2-occasion': 'womensDay',
      'spending-2-on': '2018-03-08',
      'spending-2-form': 'goods',
      'spending-2-perHeadFen': '100',
      'spending-2-people': '18',
    });
    expect(saved.location).toContain('/inspection/spending');
    const { text } = await chair.get(`${at}/spending`);
    expect(text).toContain('800.00 + 500.00 = 1,300.00 元，限额 1,200.00 元');
    expect(text).toContain('100.00 × 40 人 = 4,000.00 元');
    expect(text).toContain('超范围 C02');
    expect(text).toContain('100.00 × 18 人 = 1,800.00 元');
  });

  it('cannot sign a zero report while a rule says otherwise and nobody says why not', async () => {
    const at = `${linkTo('wanghong@example.org')}/inspection`;
    const early = await chair.get(`${at}/sign`);
    expect(early.text).toContain('还有没填完的部分');
    await fillIn(at);
    expect((await chair.get(`${at}/sign`)).text).toContain('系统推算有问题');
    const unsigned = await chair.post(`${at}/sign`, { declared: 'yes', signature: '王红' });
    expect(unsigned.status).toBe(422);
    const wrongName = await chair.post(`${at}/sign`, {
      declared: 'yes',
      signature: '某人',
      explanation: '经核对属于其他支出',
    });
    expect(wrongName.text).toContain('签字要与登记的姓名一致');
    expect(await rowOf(site, programme, 'hongxing')).toMatchObject({ status: 'ISSUED' });
  });

  it('describes its problems with what was worked out, and its chair signs', async () => {
    const at = `${linkTo('wanghong@example.org')}/inspection`;
    await fillIn(at, ['C01', 'C02']);
    const proposed = await chair.get(`${at}/problems/C01`);
    expect(proposed.text).toContain('value="4000"');
    for (const [check, over] of [
      ['C01', '4000'],
      ['C02', '1800'],
    ] as const) {
      await chair.post(`${at}/problems/${check}`, {
        from: '2018-09-20',
        amountFen: '52000',
        overFen: over,
        people: '40',
        problem: '超过当年限额',
      });
    }
    const signed = await chair.post(`${at}/sign`, { declared: 'yes', signature: '王红' });
    expect(signed.text).toContain('已收到您的决定');
    await site.idle();
    expect(await rowOf(site, programme, 'hongxing')).toMatchObject({
      status: 'REPORTED',
      zero: false,
      reportedProblems: 2,
    });
  });
});

describe('a colleague to whom it is handed over', () => {
  it('fills it in by a link of their own, and leaves it to the chair to sign', async () => {
    const at = `${linkTo('zhangqiang@example.org')}/inspection`;
    const missing = await chair.post(`${at}/handover`, { to: 'gao-feng', reason: '' });
    expect(missing.status).toBe(422);
    await chair.post(`${at}/handover`, { to: 'gao-feng', reason: '请填写支出明细' });
    const theirs = `${linkTo('gaofeng@example.org')}/inspection`;
    await chair.post(`${theirs}/spending`, {});
    await fillIn(theirs);
    expect((await chair.get(`${theirs}/sign`)).text).toContain('请工会主席打开自己邮件里的链接签字上报');
    const unsigned = await chair.post(`${theirs}/sign`, { declared: 'yes', signature: '高峰' });
    expect(unsigned.text).not.toContain('已收到您的决定');
    const signed = await chair.post(`${at}/sign`, { declared: 'yes', signature: '张强' });
    expect(signed.text).toContain('已收到您的决定');
  });
});

describe('putting right and paying back', () => {
  it('is done on the ledgers: evidence, receipts, verification by somebody else', async () => {
    const { programme, part } = await found(site, 'linjiang-jiancai', [{ overFen: 100_000 }]);
    await determine(site, part);
    const at = `${linkTo('shenxue@example.org')}/inspection`;
    const [item] = await itemsOf(site.table, part);
    const no = item?.no ?? '';
    expect((await chair.get(at)).text).toContain('还不能提交');
    const page = await chair.get(`${at}/items/${no}`);
    const forms = [...page.text.matchAll(/<form[^>]+multipart[\s\S]*?<\/form>/g)].map(([form]) => form);
    await chair.upload(forms[1] ?? '', PNG);
    const described = await chair.post(`${at}/items/${no}`, {
      cause: '对限额掌握不准',
      measure: '清退超出部分',
      owner: '工会主席',
      progress: '90',
      afterOn: '2019-03-22',
    });
    expect(described.status).toBe(303);
    const submitted = await chair.post(`${at}/submit`, {});
    expect(submitted.text).toContain('已收到您的决定');
    await site.idle();

    const finance = await browse(site, 'qian-hui');
    const task = (await getCase(site.table, part)).task;
    const money = `/tasks/${part}/${task}/inspection`;
    await finance.post(`${money}/notices`, { item: no, to: 'employer', payer: '03', on: '2019-03-23', how: '挂号信' });
    expect((await finance.get(`${money}/notices`)).text).toContain('挂号信');
    const over = await finance.post(`${money}/recover`, {
      item: no,
      fen: '1000.01',
      receiptNo: '收-1',
      on: '2019-03-23',
      to: 'unionAccount',
    });
    expect(over.text).toContain('金额多于这一项的尚欠金额');
    const longAgo = await finance.post(`${money}/recover`, {
      item: no,
      fen: '400',
      receiptNo: '收-1',
      on: '2009-03-23',
      to: 'unionAccount',
    });
    expect(longAgo.text).toContain('日期不能早于');
    await finance.post(`${money}/recover`, {
      item: no,
      fen: '400',
      receiptNo: '收-1',
      on: '2019-03-23',
      to: 'unionAccount',
    });
    const unproved = await finance.post(`${money}/waive`, { item: no, fen: '600', minutesNo: '', on: '2019-03-23' });
    expect(unproved.status).toBe(422);
    const last = await finance.post(`${money}/recover`, {
      item: no,
      fen: '600',
      receiptNo: '收-2',
      on: '2019-03-23',
      to: 'unionAccount',
    });
    expect(last.text).toContain('已结清');
    await site.idle();

    const auditor = await browse(site);
    const there = `${linkTo('suntao@example.org')}/inspection`;
    expect((await auditor.get(there)).text).toContain('对限额掌握不准');
    const verified = await auditor.post(`${there}/verify`, { [`result-${no}`]: 'close' });
    expect(verified.text).toContain('已收到您的决定');
    await site.idle();
    expect(await rowOf(site, programme, 'linjiang-jiancai')).toMatchObject({
      status: 'RECTIFIED',
      recoveredFen: 100_000,
    });

    const officer = await browse(site, 'li-min');
    const board = await officer.get(`/admin/selfInspection/${programme}`);
    expect(board.text).toContain('1,000.00');
    const story = await officer.get(`/admin/selfInspection/${programme}/units/linjiang-jiancai`);
    expect(story.text).toContain(no);
    expect((await officer.get(`/admin/selfInspection/${programme}/figures?on=2019-03-31`)).text).toContain(`${no}/2`);
    await officer.post(`/admin/selfInspection/${programme}/packet`, {});
    const { items: kept } = await site.table.query({ pk: `CASE#${programme}`, from: 'PACKET#', to: 'PACKET#~' });
    const bytes = (await site.files.read(`packets/${programme}/1.zip`)) ?? expect.unreachable();
    const manifest = String(kept[0]?.['manifest']);
    expect(verifyPacket(bytes, manifest)).toEqual([]);
    const names = readZip(bytes)?.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['report.html', 'data.json', `evidence/${no}/after-1.png`]));
    const flipped = Uint8Array.from(bytes);
    const inside = Buffer.from(bytes).indexOf('对限额掌握不准');
    const at_ = inside > 0 ? inside : Math.floor(bytes.length / 2);
    flipped[at_] = (flipped[at_] ?? 0) ^ 1;
    expect(verifyPacket(flipped, manifest)).not.toEqual([]);
    for (const what of ['units', 'items', 'recovery'])
      expect((await officer.get(`/admin/selfInspection/${programme}/export/${what}`)).status).toBe(200);
  });
});

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);
