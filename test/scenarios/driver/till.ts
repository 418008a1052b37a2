import { type Agenda, openAgenda } from './agenda.ts';
import { type Bank, pay, recordFunding } from './cashier.ts';
import type { World } from './world.ts';

/** What finance waits for, to be done for many cases at once. */
export type Till = {
  /** Money that is to come for somebody; `yuan` where it is not what was approved. */
  readonly funding: Agenda<Come>;
  /** Somebody who is to be paid, and how the bank will answer. */
  readonly paying: Agenda<{ email: string; bank: Bank }>;
  /** Records and pays what is due. @returns whether there was anything */
  settle(): Promise<boolean>;
};

type Come = { readonly email: string; readonly reference: string; readonly yuan: number | undefined };

/**
 * One advice for all money that has come. Where people act in turn, each who gets other than was approved has one of
 * their own: it changes what is free for everybody, which the others' letters name.
 */
const advices = (come: readonly Come[], inTurn: boolean) => {
  const apart = inTurn ? come.filter(({ yuan }) => yuan !== undefined) : [];
  return [come.filter((each) => !apart.includes(each)), ...apart.map((each) => [each])].flatMap((some) => {
    const [first] = some;
    return first
      ? [{ email: first.email, amounts: new Map(some.map(({ reference, yuan }) => [reference, yuan])) }]
      : [];
  });
};

export const openTill = (world: World): Till => {
  const funding: Till['funding'] = openAgenda(world.time);
  const paying: Till['paying'] = openAgenda(world.time);
  return {
    funding,
    paying,
    settle: async () => {
      const [come, payable] = [funding.take(), paying.take()];
      for (const [nth, { email, amounts }] of advices(come, world.server.inTurn === true).entries()) {
        const adviceNo = `到账-${world.time.today()}${nth === 0 ? '' : `-${nth + 1}`}`;
        await recordFunding(world, { email, adviceNo, amounts });
        if (world.server.inTurn) await world.time.settle();
      }
      const [payer] = payable;
      const bank = payable.map((each) => each.bank);
      if (payer) await pay(world, payer.email, bank);
      return come.length > 0 || payer !== undefined;
    },
  };
};
