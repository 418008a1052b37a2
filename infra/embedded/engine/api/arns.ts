import { InvalidArn } from '../failure.ts';

const partsOf = (arn: string, kind: string): string[] => {
  const [start, , service, , , found, ...rest] = arn.split(':');
  if (start !== 'arn' || service !== 'states' || found !== kind || rest.length === 0) {
    throw new InvalidArn(`Invalid Arn: 'Resource type not valid in this context: ${found ?? arn}'`);
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
