import { describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import { readForm } from '#shared/cases/forms';
import { peopleOf } from '#shared/coverage/recipients';
import { recipientsOf } from '#shared/coverage/walk';
import type { CaseId } from '#shared/ids';
import { Fen } from '#shared/money';
import { type Site, startEmbedded } from '#test/fakes';
import { CivilDate } from '#shared/time/civil';
import type { Plan } from '#workflows/festivalCondolence/plan';
import {
  answer,
  BUY,
  decide,
  deliverAll,
  importFor,
  inventedId,
  invoice,
  parts,
  personOf,
  registerOf,
  start,
} from './campaign.ts';

const [one, two, three, four] = [personOf(1), personOf(2), personOf(3), personOf(4)] as const;
const differences = async (site: Site, id: CaseId) =>
  (await readForm(site.host, await getCase(site.table, id), 'calculation'))?.values;

/** From its plan to the difference list, with these rosters. */
const checked = async (
  site: Site,
  rosters: Readonly<Record<string, Parameters<typeof importFor>[3]>>,
  changes: Partial<Plan> = {},
  heads?: string[],
) => {
  const id = await start(site, { unions: Object.keys(rosters), ...changes });
  await answer(site, id, 'zhou-wei', 'planApproval', 'approve');
  for (const [unit, people] of Object.entries(rosters)) await importFor(site, id, unit, people, heads);
  for (const part of await parts(site, id, 'rosters')) await decide(site, part, part.asked[0] ?? '', 'sent');
  await site.idle();
  return id;
};

const served = async (site: Site, id: CaseId, people: number) => {
  await answer(site, id, 'li-min', 'rosterCheck', 'confirm');
  for (const [who, name, outcome, values] of BUY) await answer(site, id, who, name, outcome, values);
  await answer(site, id, 'qian-hui', 'acceptance', 'accepted', invoice(people, 50_000));
  await answer(site, id, 'li-min', 'visitPlan', 'shared', { leaders: ['wang-hong'] });
  await deliverAll(site, id);
};

describe('the difference list', () => {
  it('keeps whom two unions name once, and tells who is on the register alone and who on a roster alone', async () => {
    await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00' });
    const registers = [await registerOf(site, [one, two, four])];
    const id = await checked(site, { hongxing: [one, two], 'donghu-fangzhi': [two, three] }, { registers });
    expect(await differences(site, id)).toMatchObject({
      rosters: 2,
      silent: 0,
      listed: 3,
      twice: 1,
      notListed: 1,
      notRegistered: 1,
      late: 0,
    });
  });

  it('leaves out whom such a campaign has served this year already, with the reason', async () => {
    await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00' });
    await served(site, await checked(site, { hongxing: [one, two] }), 2);
    const id = await checked(site, { hongxing: [two, three] }, { title: '春节后补充慰问' });
    expect(await differences(site, id)).toMatchObject({ listed: 1, servedBefore: 1 });
    const person = await site.host.keys.blind('person', two.idNumber);
    const found = (await recipientsOf(site.table, peopleOf(await getCase(site.table, id)), [person])).get(person);
    expect(found).toMatchObject({ status: 'excluded', reason: '本年度同类慰问已经发放' });
  });

  it('leaves out of member welfare whom the next gift would take over the cap of the year', async () => {
    await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00' });
    const welfare = {
      type: 'SPRING_FESTIVAL',
      regime: 'R1',
      fund: 'member-welfare',
      festival: 'SPRING',
      standardFen: Fen.parse(70_000),
      headcount: 2,
      budgetFen: Fen.parse(140_000),
    } as const;
    const heads = ['姓名', '身份证号码', '所在企业', '称号', '是否会员'];
    const member = (person: typeof one) => ({ ...person, more: { member: '是' } });
    await served(site, await checked(site, { hongxing: [one, two].map(member) }, welfare, heads), 2);
    const labour = { ...welfare, type: 'OTHER', festival: 'LABOUR', day: CivilDate.parse('2019-05-01') } as const;
    const id = await checked(site, { hongxing: [two, three].map(member) }, labour, heads);
    expect(await differences(site, id)).toMatchObject({ listed: 1, overCap: 1 });
  });

  it('flags whom a union adds after the deadline', async () => {
    await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00' });
    const id = await start(site);
    await answer(site, id, 'zhou-wei', 'planApproval', 'approve');
    await importFor(site, id, 'hongxing', [one]);
    await site.moveTo('2019-01-10T09:00:00+08:00'); // the call has gone on without the other union
    expect((await getCase(site.table, id)).stage).toBe('rosterCheck');
    expect(await differences(site, id)).toMatchObject({ silent: 2, listed: 1, late: 0 });
    await answer(site, id, 'li-min', 'rosterCheck', 'recall', { opinion: '请补报' });
    await importFor(site, id, 'donghu-fangzhi', [{ ...personOf(5), idNumber: inventedId(5) }]);
    for (const part of await parts(site, id, 'rosters')) await decide(site, part, part.asked[0] ?? '', 'sent');
    await site.idle();
    expect(await differences(site, id)).toMatchObject({ silent: 0, listed: 2, late: 1 });
  });
});
