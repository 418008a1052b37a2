import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaseId, UnitId } from '#shared/ids';
import {
  BalanceOutstanding,
  close,
  deadlineOf,
  describe as write,
  extend,
  ItemNo,
  missingIn,
  OwnVerification,
  reopen,
  sendBack,
  submit,
  WrongState,
} from '#shared/register/item';
import { newItem } from '#shared/register/register';
import { CivilDate } from '#shared/time/civil';
import { Instant } from '#shared/time/instant';

const day = (text: string) => CivilDate.parse(text);
const at = Instant.parse(Date.UTC(2019, 3, 1));
const { item } = newItem({
  no: ItemNo.parse('ZG-2019-001'),
  caseId: CaseId.parse('UI-2019-000001'),
  programme: 'SI-2019-000001',
  unit: UnitId.parse('hongxing'),
  finding: 1,
  check: 'C01',
  violation: 'OVER_LIMIT',
  problem: '超过当年限额',
  deadline: day('2019-05-10'),
});
const proof = { file: 'x/1', name: '收据.jpg', effective: day('2019-04-01') };
const ready = write(item, { cause: '掌握不准', measure: '清退', owner: '工会主席', after: [proof] });
const submitted = submit(ready, 'wang-hong', at);

describe('an item of the problem ledger', () => {
  it('is submitted with cause, measure, owner and proof, and not before', () => {
    expect(missingIn(item)).toEqual(['cause', 'measure', 'owner', 'after']);
    expect(() => submit(item, 'wang-hong', at)).toThrow(WrongState);
    expect(submitted).toMatchObject({ status: 'submitted', progress: 100, submittedBy: 'wang-hong' });
  });

  it('is closed by somebody else, with nothing outstanding, once', () => {
    expect(() => close(submitted, 'wang-hong', at, 0)).toThrow(OwnVerification);
    expect(() => close(submitted, 'sun-tao', at, 1)).toThrow(BalanceOutstanding);
    const closed = close(submitted, 'sun-tao', at, 0);
    expect(closed.closings).toEqual([{ by: 'sun-tao', at, submittedBy: 'wang-hong' }]);
    expect(() => close(closed, 'sun-tao', at, 0)).toThrow(WrongState);
  });

  it('keeps its first closing when it is open again', () => {
    const again = reopen(close(submitted, 'sun-tao', at, 0), 'li-min', at, '又发了购物卡');
    expect(again).toMatchObject({ status: 'open', progress: 0, closings: [{ by: 'sun-tao' }] });
    expect(close(submit(again, 'wang-hong', at), 'feng-lan', at, 0).closings).toHaveLength(2);
  });

  it('is extended once, to a later day, while it is open', () => {
    expect(() => extend(item, day('2019-05-10'))).toThrow(WrongState);
    const extended = extend(item, day('2019-05-31'));
    expect(deadlineOf(extended)).toBe('2019-05-31');
    expect(() => extend(extended, day('2019-06-30'))).toThrow(WrongState);
    expect(() => extend(submitted, day('2019-05-31'))).toThrow(WrongState);
  });

  it('is sent back by somebody else, and counts how often', () => {
    expect(() => sendBack(submitted, 'wang-hong')).toThrow(OwnVerification);
    expect(sendBack(submitted, 'sun-tao')).toMatchObject({ status: 'open', sentBack: 1 });
  });
});

describe('any sequence of what people do with it', () => {
  it('never loses a closing, never closes it by who submitted it, and counts every change', () => {
    const deed = fc.constantFrom('write', 'submit', 'close', 'sendBack', 'reopen', 'extend');
    const person = fc.constantFrom('wang-hong', 'sun-tao');
    fc.assert(
      fc.property(fc.array(fc.tuple(deed, person, fc.boolean()), { maxLength: 30 }), (deeds) => {
        let now = ready;
        for (const [what, who, owes] of deeds) {
          const before = now;
          try {
            if (what === 'write') now = write(now, { progress: 10 });
            else if (what === 'submit') now = submit(now, who, at);
            else if (what === 'close') now = close(now, who, at, owes ? 1 : 0);
            else if (what === 'sendBack') now = sendBack(now, who);
            else if (what === 'reopen') now = reopen(now, who, at, '反弹');
            else now = extend(now, day('2019-06-30'));
          } catch (error) {
            const known = [WrongState, OwnVerification, BalanceOutstanding].some((kind) => error instanceof kind);
            expect(known).toBe(true);
            expect(now).toBe(before);
            continue;
          }
          expect(now.version).toBe(before.version + 1);
          expect(now.closings.slice(0, before.closings.length)).toEqual(before.closings);
          expect(now.closings.every(({ by, submittedBy }) => by !== submittedBy)).toBe(true);
          expect(now.closings.length - now.reopenings.length).toBe(now.status === 'closed' ? 1 : 0);
        }
      }),
      { numRuns: 500 },
    );
  });
});
