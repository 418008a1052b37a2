import type { DescribeExecutionOutput, HistoryEvent as SdkEvent } from '@aws-sdk/client-sfn';
import type { ExecutionDescription, ExecutionStatus, HistoryEvent } from '#shared/workflows';

/** The states of an execution are this port's own words; a state that we do not know is one that goes on. */
const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'] as const;
const statusOf = (text: string | undefined): ExecutionStatus => STATUSES.find((status) => status === text) ?? 'RUNNING';

/** An event of a history in the words of the port. */
export const eventOf = ({ id, previousEventId, timestamp, type, ...details }: SdkEvent): HistoryEvent => ({
  id: id ?? 0,
  previousEventId: previousEventId ?? 0,
  timestamp: timestamp?.getTime() ?? 0,
  type: type ?? '',
  ...details,
});

/** An execution in the words of the port, as it is described or listed. */
export const executionOf = ({
  name,
  status,
  startDate,
  stopDate,
  stateMachineVersionArn,
  error,
  cause,
}: Partial<DescribeExecutionOutput>): ExecutionDescription => ({
  name: name ?? '',
  status: statusOf(status),
  startDate: startDate?.getTime() ?? 0,
  ...(stopDate && { stopDate: stopDate.getTime() }),
  version: stateMachineVersionArn?.split(':').at(-1) ?? '',
  ...(error !== undefined && { error }),
  ...(cause !== undefined && { cause }),
});
