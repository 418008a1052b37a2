import type { State } from '../definition/definition.ts';

/** What a Task calls. A function that is named as the Resource itself has event types of its own. */
export type Resource = {
  service: 'lambda' | 'states';
  direct: boolean;
  /** The state goes on with a callback, not with the function's answer. */
  token: boolean;
  /** The state goes on when the execution that it started has closed. */
  sync: boolean;
  /** How events name it. */
  words: { resourceType: string; resource: string };
};

const known = new Map<string, Resource>();

export const resourceOf = ({ Resource: arn = '' }: State): Resource => {
  const found = known.get(arn);
  if (found) return found;
  const direct = !arn.includes(':::');
  const [service = '', ...action] = arn.split(':::')[1]?.split(':') ?? ['lambda'];
  const resource: Resource = {
    service: service === 'states' ? 'states' : 'lambda',
    direct,
    token: arn.endsWith('.waitForTaskToken'),
    sync: arn.endsWith('.sync:2'),
    words: { resourceType: service, resource: action.join(':') },
  };
  known.set(arn, resource);
  return resource;
};

/** `arn:aws:lambda:…:function:assess:live` and `assess` are the same function. */
export const functionNameIn = (arn: string) => (arn.startsWith('arn:') ? (arn.split(':')[6] ?? arn) : arn);

/** `arn:aws:states:…:stateMachine:aid` and `aid` are the same machine. */
export const machineNameIn = (arn: string) => (arn.startsWith('arn:') ? (arn.split(':')[6] ?? arn) : arn);
