import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { Child } from '#test/scenarios/driver/child';
import { replayInspection } from '#test/scenarios/inspection/replay';
import { readInspection } from '#test/scenarios/inspection/scenario';
import { Account, balances, Booked } from '#shared/recovery/account';
import { Item } from '#shared/register/item';
import { handovers, killer, type Tortured, type Torturing, verify } from './hardship.ts';

/** Everything whose sort key begins so, over all cases of the folder. */
const itemsIn = (folder: string, sk: string): unknown[] => {
  const db = new DatabaseSync(join(folder, 'nuanliu.sqlite'), { readOnly: true });
  const rows = db.prepare("SELECT body FROM item WHERE pk LIKE 'CASE#UI-%' AND sk LIKE ?").all(`${sk}%`);
  db.close();
  return rows.map(({ body }) => JSON.parse(String(body)));
};

/** No item closed twice, no payment booked twice, every account in balance, every event chain whole. */
const wrongIn = (folder: string): string[] => {
  const items = itemsIn(folder, 'ITEM#').map((item) => Item.parse(item));
  const accounts = itemsIn(folder, 'RECOVERY#').map((account) => Account.parse(account));
  const entries = itemsIn(folder, 'RECENTRY#').map((entry) => Booked.parse(entry));
  const papers = entries.filter(({ kind }) => kind === 'recover').map(({ item, receiptNo }) => `${item} ${receiptNo}`);
  return [
    ...items.filter(({ closings }) => closings.length > 1).map(({ no }) => `${no} was closed twice`),
    ...accounts.filter((account) => !balances(account)).map(({ item }) => `${item} does not balance`),
    ...papers.filter((paper, i) => papers.indexOf(paper) !== i).map((paper) => `${paper} was booked twice`),
    ...verify(folder),
  ];
};

/** Plays an inspection under kill -9 until the host has been killed so many times; its figures must be what they are. */
export const tortureInspection = async (
  file: string,
  { kills: wanted, main, tell = () => undefined }: Torturing,
): Promise<Tortured> => {
  const scenario = readInspection(file);
  let requests = 0;
  const count = (child: Child) => {
    child.watch((nth) => {
      requests = nth;
    });
    return () => Promise.resolve();
  };
  await replayInspection(scenario, { beside: count });
  tell(`in peace: ${requests} requests`);
  let kills = 0;
  let handedOver = 0;
  const wrong: string[] = [];
  while (kills < wanted && wrong.length === 0) {
    let now = 0;
    const figures = await replayInspection(scenario, {
      ...(main && { main }),
      beside: killer(wanted - kills, requests, () => {
        now += 1;
      }),
      after: (child) => {
        wrong.push(...wrongIn(child.folder));
        handedOver += handovers(child.folder);
        return Promise.resolve();
      },
    });
    kills += now;
    wrong.push(
      ...figures
        .filter(({ value, expected }) => value !== expected)
        .map(({ name, value, expected }) => `${name} is ${value}, not ${expected}`),
    );
    tell(`killed ${kills} times: ${wrong.length === 0 ? 'nothing lost, nothing twice' : wrong.join('; ')}`);
  }
  return { kills, wrong, handedOver };
};
