import { type Agenda, openAgenda } from './agenda.ts';
import { type Bank, pay, recordFunding } from './cashier.ts';
import type { World } from './world.ts';

/** What finance waits for, to be done for many cases at once. */
export type Till = {
  /** Money that is to come for somebody; `yuan` where it is not what was approved. */
  readonly funding: Agenda<{ email: string; reference: string; yuan: number | undefined }>;
  /** Somebody who is to be paid, and how the bank will answer. */
  readonly paying: Agenda<{ email: string; bank: Bank }>;
  /** Records and pays what is due. @returns whether there was anything */
  settle(): Promise<boolean>;
};

export const openTill = (world: World): Till => {
  const funding: Till['funding'] = openAgenda(world.time);
  const paying: Till['paying'] = openAgenda(world.time);
  return {
    funding,
    paying,
    settle: async () => {
      const [come, payable] = [funding.take(), paying.take()];
      const [first] = come;
      if (first) {
        const amounts = new Map(come.map(({ reference, yuan }) => [reference, yuan]));
        await recordFunding(world, { email: first.email, adviceNo: `到账-${world.time.today()}`, amounts });
      }
      const [payer] = payable;
      const bank = payable.map((each) => each.bank);
      if (payer) await pay(world, payer.email, bank);
      return first !== undefined || payer !== undefined;
    },
  };
};
