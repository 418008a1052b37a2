import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import { organisationKeys } from '#shared/people/organisation';
import { startEmbedded } from '#test/fakes';
import { answer, application, submit, walkTo } from './case.ts';

const PEOPLE = [
  'li-min',
  'zhao-yu',
  'wang-hong',
  'liu-yang',
  'chen-gang',
  'zhou-wei',
  'qian-hui',
  'sun-tao',
  'wu-jing',
];
const STEPS = [
  ['acceptance', 'accept'],
  ['unionReview', 'approve'],
  ['homeSurvey', 'fit'],
  ['democraticReview', 'for'],
  ['publicNotice', ''],
  ['noticeRecord', 'clear'],
  ['townshipReview', 'approve'],
  ['dataCheck', 'clean'],
  ['classification', 'confirm'],
  ['districtReview', 'approve'],
  ['meetingDecision', 'approve'],
  ['reportUp', 'approved'],
  ['funding', 'received'],
] as const;
const values: Record<string, Record<string, number>> = {
  classification: { proposedFen: 430_000 },
  funding: { receivedFen: 430_000 },
};

describe('separation of duties', () => {
  it('keeps whoever approves or handles the money apart from the visitor and every earlier signer, whoever tries', async () => {
    await using site = await startEmbedded();
    let number = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(PEOPLE.length - 1), { minLength: 60, maxLength: 60 }), async (choices) => {
        number += 1;
        const idNumber = `42990019700101${String(number).padStart(4, '0')}`;
        const id = await submit(site, { ...application, idNumber, members: [] });
        let choice = 0;
        for (const [task, outcome] of STEPS) {
          await site.idle();
          if (task === 'publicNotice') {
            await site.moveTo(new Date(site.clock.now() + 12 * 86_400_000).toISOString());
            continue;
          }
          for (let tries = 0; ; tries++) {
            const who = tries < 4 ? PEOPLE[choices[choice++ % choices.length] ?? 0] : PEOPLE[tries - 4];
            if (who === undefined) return; // nobody of these may decide any more: the case waits, it is not decided
            if ((await answer(site, id, [who, task, outcome, values[task] ?? {}])).kind === 'decided') break;
          }
        }
        const { acted, stage } = await getCase(site.table, id);
        expect(stage).toBe('payment');
        const { districtReview = '', funding = '', townshipReview = '' } = acted;
        expect([acted['homeSurvey'], acted['unionReview'], townshipReview, acted['classification']]).not.toContain(
          districtReview,
        );
        expect([acted['homeSurvey'], acted['unionReview']]).not.toContain(townshipReview);
        const { funding: _, ...signers } = acted;
        delete signers['noticeRecord'];
        expect(Object.values(signers)).not.toContain(funding);
      }),
      { numRuns: 8 },
    );
  });

  it('never asks an official about their own application, nor lets them decide it', async () => {
    await using site = await startEmbedded();
    await site.table.transact([{ put: { person: 'wang-hong', ...organisationKeys.mobile('13900139000') } }]);
    const id = await submit(site, { ...application, mobile: '13900139000' });
    await walkTo(site, id, 'unionReview');
    expect(site.mailTo('wanghong@example.org')).toEqual([]);
    expect(site.mailTo('liuyang@example.org').length).toBe(1); // the deputy
    expect(await answer(site, id, ['wang-hong', 'unionReview', 'approve'])).toEqual({
      kind: 'notApart',
      from: 'applicant',
    });
  });

  it('asks the duty officer when everyone of a position has to stay out of the case', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await answer(site, id, ['li-min', 'acceptance', 'accept']);
    await answer(site, id, ['sun-tao', 'unionReview', 'reject']); // the only one of the audit committee
    await answer(site, id, ['applicant', 'appeal', 'appeal', { grounds: '收入算错了' }]);
    expect((await getCase(site.table, id)).stage).toBe('appealReview');
    expect(site.mailTo('suntao@example.org')).toEqual([]);
    expect(site.mailTo('zhaoyu@example.org').length).toBe(2); // asked, and told why
  });
});
