import { synthesise } from './synthesised.ts';

/** The two kinds of region that the stack is for, and one of them with a scanner. */
export const global = synthesise();
export const scanned = synthesise({ scanner: 'guardduty', unscanned: 'block' });
export const china = synthesise({
  region: 'cn-north-1',
  mail: 'smtp',
  stage: 'prod',
  domain: 'aid.union.example.cn',
  admin: 'admin@union.example.cn',
});
