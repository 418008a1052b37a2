import type { ExecutionDescription } from '#shared/workflows';
import { arnOf, type HistoryEvent } from '../execution.ts';
import type { MachineDescription } from '../definition/machines.ts';

/** The protocol's times are seconds since 1970, with a fraction. */
export const seconds = (milliseconds: number) => milliseconds / 1_000;

export const machineReply = (name: string) => arnOf('stateMachine', name);
export const executionReply = (machine: string, name: string) => arnOf('execution', `${machine}:${name}`);

export const machineListed = ({ name, type, created }: MachineDescription) => ({
  stateMachineArn: machineReply(name),
  name,
  type,
  creationDate: seconds(created),
});

export const described = ({ name, type, created, version }: MachineDescription) => ({
  stateMachineArn: machineReply(name),
  name,
  status: 'ACTIVE',
  definition: version.text,
  roleArn: 'arn:aws:iam::000000000000:role/embedded',
  type,
  creationDate: seconds(created),
  revisionId: version.hash,
});

/** An execution, with its input and output where they are asked for. */
export const listed = (
  machine: string,
  { name, status, startDate, stopDate, error, cause, version }: ExecutionDescription,
  data?: { input: unknown; output?: unknown },
) => ({
  executionArn: executionReply(machine, name),
  stateMachineArn: machineReply(machine),
  stateMachineVersionArn: `${machineReply(machine)}:${version}`,
  name,
  status,
  startDate: seconds(startDate),
  ...(stopDate !== undefined && { stopDate: seconds(stopDate) }),
  ...(error !== undefined && { error }),
  ...(cause !== undefined && { cause }),
  ...(data && { input: JSON.stringify(data.input), inputDetails: { included: true } }),
  ...(data?.output !== undefined && { output: JSON.stringify(data.output), outputDetails: { included: true } }),
});

type Page = { maxResults?: number | undefined; reverseOrder?: boolean | undefined; nextToken?: string | undefined };

export const historyReply = (
  events: HistoryEvent[],
  { maxResults = 100, reverseOrder = false, nextToken = '0' }: Page,
) => {
  const ordered = reverseOrder ? events.toReversed() : events;
  const from = Number(nextToken) || 0;
  const to = from + (maxResults || 100);
  return {
    events: ordered.slice(from, to).map((event) => ({ ...event, timestamp: seconds(event.timestamp) })),
    ...(to < events.length && { nextToken: String(to) }),
  };
};
