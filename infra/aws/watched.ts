import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { type Alarm, counted, PERIOD } from './alarms.ts';
import type { Background } from './backgroundFunction.ts';
import type { Data } from './data.ts';
import type { Web } from './web.ts';

type Watched = {
  readonly data: Data;
  readonly web: Web;
  readonly background: Background;
  /** Then nothing is to run. */
  readonly paused: boolean;
};

/** Counts the lines of the background function's log that hold a code: each line is the `message` of one of Lambda's. */
const logged = ({ log, made }: Background, name: string, code: string) =>
  new MetricFilter(made, name, {
    logGroup: log,
    filterPattern: FilterPattern.stringValue('$.message', '=', `*${code}*`),
    metricNamespace: `Nuanliu/${made.stack.stackName}`,
    metricName: name,
  }).metric({ period: PERIOD, statistic: 'Sum' });

/** What hurts. Each tells what has happened and what to do; a stuck case is told by an event of its own. */
export const whatHurts = ({ data, web, background, paused }: Watched): Readonly<Record<string, Alarm>> => {
  const own = { FunctionName: background.made.functionName };
  const table = { TableName: data.table.tableName };
  return {
    failingPages: {
      metric: counted('AWS/ApiGateway', '5xx', { ApiId: web.api.apiId }),
      atLeast: 5,
      says: 'Pages answer with errors. Look for page.failed in the logs of the audiences’ functions.',
    },
    failingBackground: {
      metric: counted('AWS/Lambda', 'Errors', own),
      atLeast: 3,
      periods: 3,
      says: 'Reminders, signals and mail fail for a quarter of an hour. Look for sweep.failed and outbox.failed in the log of the background function.',
    },
    ...(!paused && {
      silentBackground: {
        metric: counted('AWS/Lambda', 'Invocations', own),
        atMost: 0,
        periods: 3,
        says: 'Nothing has run for a quarter of an hour: no reminder, no deadline, and no mail. Is the schedule there, enabled, and allowed to call the background function?',
      },
    }),
    lateSignals: {
      metric: counted('AWS/Lambda', 'IteratorAge', own, 'Maximum'),
      atLeast: PERIOD.toMilliseconds(),
      says: 'Signals and mail are five minutes late: the table’s stream waits for a message that fails, or the function is throttled.',
    },
    deadLetters: {
      metric: counted(
        'AWS/SQS',
        'ApproximateNumberOfMessagesVisible',
        { QueueName: background.deadLetters.queueName },
        'Maximum',
      ),
      atLeast: 1,
      says: 'A wake-up failed several times. Its message is in the table and tried again every minute; look for outbox.failed in the log.',
    },
    mailWaits: {
      metric: logged(background, 'mailWaits', 'mail.waits'),
      atLeast: 10,
      periods: 3,
      says: 'Mail does not leave. Is the sender’s domain verified, has the account left the sandbox, is the SMTP server there?',
    },
    mailCameBack: {
      metric: logged(background, 'mailCameBack', 'mail.cameBack'),
      atLeast: 1,
      says: 'A mail came back, or its reader calls it spam. The boards show the cases as «mail not delivered»: ask by other means, and correct the address.',
    },
    mailFull: {
      metric: logged(background, 'mailFull', 'mail.full'),
      atLeast: 1,
      says: 'The mails of the day are used up; the others wait until midnight. If all of them are meant, deploy with a higher -c mails.',
    },
    throttledFunctions: {
      metric: counted('AWS/Lambda', 'Throttles'),
      atLeast: 10,
      periods: 2,
      says: 'This account lets too few functions run at once. Ask AWS for a higher quota.',
    },
    throttledWrites: {
      metric: counted('AWS/DynamoDB', 'WriteThrottleEvents', table),
      atLeast: 10,
      periods: 2,
      says: 'The table takes writes more slowly than they come. It grows by itself; if this lasts, one partition is too busy.',
    },
    runaway: {
      metric: counted('AWS/Lambda', 'Invocations', own),
      atLeast: 20_000,
      says: 'Far more work than one federation makes: something wakes itself up, and costs money.',
    },
  };
};
