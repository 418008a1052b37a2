import { createCase } from '#shared/cases/change';
import { formRecord } from '#shared/cases/forms';
import { SYSTEM } from '#shared/events/chain';
import type { Host } from '#shared/host';
import { CaseId, UnitId } from '#shared/ids';
import { newDataKey } from '#shared/keys/fields';
import { fundKey, FundId } from '#shared/ledger/budget';
import { yuan } from '#shared/money';
import { buildBatch } from '#shared/payments/build';
import type { Order } from '#shared/payments/instruct';
import { organisationKeys } from '#shared/people/organisation';
import { openTask } from '#shared/tasks/open';
import { pageHost } from '#test/contract/pageHost';
import { hardshipAid } from '#workflows/hardshipAid/index';

/** A district whose cases have been funded and wait for their payment. */
export const DISTRICT = UnitId.parse('donghu');
const TOWNSHIP = UnitId.parse('zelin');
const UNION = UnitId.parse('hongxing');
export const MANY = 100_000;

export const cashier = { kind: 'person', person: 'qian-yu', role: 'finance', unit: DISTRICT } as const;
export const ids = (count: number) =>
  Array.from({ length: count }, (_, i) => CaseId.parse(`HA-2019-${String(i + 1).padStart(6, '0')}`));

const unit = (id: UnitId, kind: string, parent?: UnitId) => ({
  put: { ...organisationKeys.unit(id), id, name: id, kind, ...(parent && { parent }) },
});

export const payingHost = async (): Promise<Host> => {
  const host = pageHost();
  await host.table.transact([
    unit(DISTRICT, 'district'),
    unit(TOWNSHIP, 'township', DISTRICT),
    unit(UNION, 'union', TOWNSHIP),
    {
      put: {
        ...organisationKeys.position('finance', DISTRICT),
        role: 'finance',
        unit: DISTRICT,
        holders: ['qian-yu'],
        deputies: [],
      },
    },
    {
      put: {
        ...fundKey(FundId.parse('hardship'), 2019),
        fund: 'hardship',
        year: 2019,
        name: '困难帮扶',
        budgetFen: yuan(MANY),
        freeFen: 0,
        reservedFen: 0,
        committedFen: yuan(MANY),
        paidFen: 0,
      },
    },
  ]);
  return host;
};

export type Given = {
  readonly yuan?: number;
  readonly holder?: string;
  readonly card?: string;
  readonly facts?: Record<string, string[]>;
};
type Gates = { readonly noticeClear?: boolean; readonly approved?: boolean; readonly budgeted?: boolean };

export const cardOf = (id: CaseId): string => `6222${id.slice(-6)}${id.slice(-6)}`;

/** A case with its money committed; `gates` says what of the three is missing. */
export const payable = async (host: Host, id: CaseId, given: Given = {}, gates: Gates = {}): Promise<void> => {
  const { key, wrapped } = await newDataKey(host, id);
  const now = host.clock.now();
  const values = {
    idNumber: `42990019900101${id.slice(-4)}`,
    holder: given.holder ?? `陈${Number(id.slice(-6))}`,
    cardNo: given.card ?? cardOf(id),
    bankName: '东湖农商行',
    branch: '泽林支行',
  };
  const form = formRecord(host.random, { id, key }, { name: 'application', version: 1 }, values, () => true);
  const fen = yuan(given.yuan ?? 1_000);
  await createCase(
    host,
    {
      id,
      pipeline: 'hardshipAid',
      title: '陈*',
      union: UNION,
      township: TOWNSHIP,
      district: DISTRICT,
      openedAt: now,
      stage: 'funding',
      stageSince: now,
      rounds: {},
      acted: {},
      flags: [],
      approvedFen: fen,
      receivedFen: fen,
      noticeClear: true,
      approved: true,
      budgeted: true,
      ...gates,
      wrappedKey: wrapped,
      lang: 'zh',
      facts: { held: { fund: 'hardship', year: 2019, reservedFen: 0, committedFen: fen }, ...given.facts },
    },
    { event: { type: 'submitted', by: SYSTEM, data: form.event }, also: [form.write] },
  );
  await askToPay(host, id, 1);
};

export const askToPay = (host: Host, id: CaseId, n: number) =>
  openTask(host, {
    caseId: id,
    name: 'payment',
    definition: hardshipAid.tasks.payment,
    days: 5,
    entered: `${n}`,
    taskToken: `token ${id} ${n}`,
  });

export const order = (cases: readonly CaseId[], key = 'first'): Order => ({
  key,
  pipeline: 'hardshipAid',
  district: DISTRICT,
  by: cashier,
  definition: hardshipAid.tasks.payment,
  cases,
  reference: (id) => id.replace('HA', '困'),
});

export const built = (host: Host, cases: readonly CaseId[], key?: string) => buildBatch(host, order(cases, key));

/** The nth of a list that is long enough. */
export const nth = <T>(list: readonly T[], n: number): T => {
  const found = list[n];
  if (found === undefined) throw new RangeError(`No ${n} among ${list.length}`);
  return found;
};
