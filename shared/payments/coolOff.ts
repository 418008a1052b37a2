import { elsewhere } from '#shared/tasks/answers';
import type { TaskDefinition } from '#shared/tasks/definition';

/** A changed account is never paid to on the day of its change. */
export const coolOff: TaskDefinition = {
  title: { zh: '账户更正冷静期', en: 'Cool-off' },
  question: { zh: '账户更正后的冷静期', en: 'The cool-off after a change of accounts' },
  asks: 'nobody',
  days: 'coolOff',
  silence: { outcome: 'over' },
  outcomes: { over: elsewhere('冷静期已满', 'The cool-off is over') },
  status: { zh: '账户刚更正，冷静期满后发放', en: 'Accounts were changed: paid after the cool-off' },
};
