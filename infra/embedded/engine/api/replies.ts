import type { MachineDescription } from '../definition/machines.ts';
import { isObject } from '../definition/diagnostics.ts';
import type { HistoryEvent } from '../execution.ts';
import { InvalidToken } from '../failure.ts';
import type { Described, ExecutionData } from '../reading.ts';
import { executionArn, expressArn, machineArn } from './arns.ts';

/** The protocol's times are seconds since 1970, with a fraction. */
export const seconds = (milliseconds: number) => milliseconds / 1_000;

export const machineListed = ({ name, type, created }: MachineDescription) => ({
  stateMachineArn: machineArn(name),
  name,
  type,
  creationDate: seconds(created),
});

const roleArn = 'arn:aws:iam::000000000000:role/embedded';

export const machineDescribed = ({ name, type, created, version }: MachineDescription) => ({
  stateMachineArn: machineArn(name),
  name,
  status: 'ACTIVE',
  definition: version.text,
  roleArn,
  type,
  creationDate: seconds(created),
  loggingConfiguration: { level: 'OFF', includeExecutionData: false },
  tracingConfiguration: { enabled: false },
  encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
  revisionId: version.hash,
});

const outcomeOf = ({ stopDate, error, cause }: Described) => ({
  ...(stopDate !== undefined && { stopDate: seconds(stopDate) }),
  ...(error !== undefined && { error }),
  ...(cause !== undefined && { cause }),
});

const dataOf = ({ input, output }: ExecutionData) => ({
  input: JSON.stringify(input),
  inputDetails: { included: true },
  ...(output !== undefined && { output: JSON.stringify(output), outputDetails: { included: true } }),
});

export const executionListed = (machine: string, execution: Described) => ({
  executionArn: executionArn(machine, execution.name),
  stateMachineArn: machineArn(machine),
  name: execution.name,
  status: execution.status,
  startDate: seconds(execution.startDate),
  redriveCount: execution.redriveCount,
  ...(execution.redriveDate !== undefined && { redriveDate: seconds(execution.redriveDate) }),
  ...(execution.stopDate !== undefined && { stopDate: seconds(execution.stopDate) }),
});

/** @param reason why it cannot be redriven, where it cannot */
export const executionDescribed = (
  machine: string,
  execution: Described,
  data: ExecutionData,
  reason: string | undefined,
) => ({
  ...executionListed(machine, execution),
  ...outcomeOf(execution),
  ...dataOf(data),
  redriveStatus: reason === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
  ...(reason !== undefined && { redriveStatusReason: reason }),
});

/** What AWS would bill: 64 MB, and every 100 ms that have begun. */
const billingOf = ({ startDate, stopDate = startDate }: Described) => ({
  billedMemoryUsedInMB: 64,
  billedDurationInMilliseconds: Math.max(1, Math.ceil((stopDate - startDate) / 100)) * 100,
});

/** What an Express execution answers to the one that waited for its end. */
export const expressEnded = (machine: string, execution: Described, data: ExecutionData) => ({
  executionArn: expressArn(machine, execution.name),
  stateMachineArn: machineArn(machine),
  name: execution.name,
  status: execution.status,
  startDate: seconds(execution.startDate),
  ...outcomeOf(execution),
  ...dataOf(data),
  billingDetails: billingOf(execution),
});

const PAGE = 100; // where a client does not say, or says 0

/** A page of a list that is whole in memory. @throws {InvalidToken} */
export const pageOf = <T>(
  all: T[],
  { maxResults = 0, nextToken = '0' }: { maxResults?: number | undefined; nextToken?: string | undefined },
): { page: T[]; more: { nextToken?: string } } => {
  const from = Number(nextToken);
  if (!Number.isInteger(from)) throw new InvalidToken("Invalid Token: 'Invalid token'");
  const to = from + (maxResults || PAGE);
  return { page: all.slice(from, to), more: to < all.length ? { nextToken: String(to) } : {} };
};

const data = new Set(['input', 'output', 'parameters', 'assignedVariables']);

/** An event with its time as the protocol has it, and on request without the data that passed. */
export const eventReply = (event: HistoryEvent, withData: boolean) => {
  const details = Object.entries(event).map(([key, value]) =>
    withData || !isObject(value)
      ? [key, value]
      : [key, Object.fromEntries(Object.entries(value).filter(([name]) => !data.has(name)))],
  );
  return { ...Object.fromEntries(details), timestamp: seconds(event.timestamp) };
};
