import { randomUUID } from 'node:crypto';
import { arnOf } from '../execution.ts';
import { InvalidArn } from '../failure.ts';

const partsOf = (arn: string, kind: string): string[] => {
  const [start, , service, , , found = '', ...rest] = arn.split(':');
  if (start !== 'arn') throw new InvalidArn(`Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
  if (service !== 'states' || found !== kind || rest.length === 0) {
    throw new InvalidArn(`Invalid Arn: 'Resource type not valid in this context: ${found}'`);
  }
  return rest;
};

/** @throws {InvalidArn} */
export const machineOf = (arn: string): string => partsOf(arn, 'stateMachine')[0] ?? '';

/** @throws {InvalidArn} */
export const executionOf = (arn: string): { machine: string; name: string } => {
  const [machine = '', name = ''] = partsOf(arn, 'execution');
  return { machine, name };
};

export const machineArn = (name: string) => arnOf('stateMachine', name);
export const executionArn = (machine: string, name: string) => arnOf('execution', `${machine}:${name}`);

/** Executions of Express machines are told apart by more than their names. */
export const expressArn = (machine: string, name: string) => arnOf('express', `${machine}:${name}:${randomUUID()}`);
