import { answered, on } from '#shared/answered';
import { machineOf } from '#shared/asl';
import { ask, askBy, begin, close, run } from '#shared/states';
import type { Step } from './contract.ts';

const DAY = 86_400;
const OUTCOME = { outcome: '{% $states.result.Payload.outcome %}' } as const;

/** A unit's part in a programme, from its own report to the look-back. It waits for no other unit. */
export const machine = machineOf<Step>()({
  Comment: 'One unit: reports, is checked, puts right, pays back, is verified and looked at again.',
  QueryLanguage: 'JSONata',
  StartAt: 'Open the part',
  TimeoutSeconds: 360 * DAY,
  States: {
    'Open the part': begin('begin', 'Unit inspects itself', { extended: false }),
    // Silence is no zero report: who does not sign is reminded, then asked for, and stays late until they do.
    'Unit inspects itself': ask('selfInspection', 'Unit inspects itself', 'Receive the report'),
    'Receive the report': run('receive', 'Review the report'),
    'Review the report': ask('deskReview', 'Review the report', 'Report accepted?'),
    'Report accepted?': answered({ accept: 'Wait for the draw' }, 'Unit inspects itself'),
    'Wait for the draw': askBy('awaitDraw', 'drawing', 'Wait for the draw', 'Picked?'),
    'Picked?': answered({ picked: 'Check on the spot', passed: 'Work out the findings' }, 'Wait for the draw'),
    'Check on the spot': ask('spotCheck', 'Check on the spot', 'Hear the unit'),
    'Hear the unit': ask('unitReply', 'Hear the unit', 'Work out the findings'),
    'Work out the findings': run('propose', 'Any problem?', OUTCOME),
    'Any problem?': answered({ problems: 'Determine the findings' }, 'Settle without problems'),
    'Determine the findings': ask('finding', 'Determine the findings', 'Determined?'),
    'Determined?': answered({ confirm: 'Hear objections', none: 'Change the findings' }, 'Review the report'),
    'Hear objections': ask('objection', 'Hear objections', 'Objected?'),
    'Objected?': answered({ object: 'Reconsider' }, 'Issue the notice'),
    Reconsider: ask('reconsideration', 'Reconsider', 'Findings stand?'),
    'Findings stand?': answered({ uphold: 'Issue the notice' }, 'Change the findings'),
    'Change the findings': run('amend', 'Any finding left?', OUTCOME),
    'Any finding left?': answered({ problems: 'Issue the notice' }, 'Settle without problems'),
    'Issue the notice': ask('notice', 'Issue the notice', 'Open the ledgers'),
    'Open the ledgers': run('register', 'Unit puts it right'),

    'Unit puts it right': askBy('askRectify', 'rectification', 'Unit puts it right', 'Put right?'),
    'Put right?': {
      Type: 'Choice',
      Choices: [
        { Condition: on('submit'), Next: 'Anything to recover?' },
        { Condition: "{% $outcome = 'extend' and $not($extended) %}", Next: 'Decide on more time' },
        { Condition: on('refuse'), Next: 'Consider a referral' },
      ],
      Default: 'Unit puts it right',
    },
    'Decide on more time': ask('extensionAsked', 'Decide on more time', 'More time?'),
    // Asked once, whatever the answer was.
    'More time?': {
      Type: 'Choice',
      Choices: [{ Condition: on('grant'), Assign: { extended: true }, Next: 'Give more time' }],
      Default: 'Unit puts it right',
    },
    'Give more time': run('extend', 'Unit puts it right'),

    'Anything to recover?': run('balance', 'Money outstanding?', OUTCOME),
    'Money outstanding?': answered({ outstanding: 'Recover the money' }, 'Verify'),
    'Recover the money': ask('recovery', 'Recover the money', 'Recovered?'),
    'Recovered?': answered(
      { settled: 'Verify', instalments: 'Recover by instalments', refuse: 'Consider a referral' },
      'Recover the money',
    ),
    'Recover by instalments': ask('instalments', 'Recover by instalments', 'Recovered?'),

    Verify: ask('verification', 'Verify', 'All closed?'),
    'All closed?': answered({ close: 'Close out' }, 'Unit puts it right'),
    'Close out': run('closeOut', 'Nothing left open?', OUTCOME),
    'Nothing left open?': answered({ rectified: 'Settle as rectified' }, 'Unit puts it right'),
    'Settle as rectified': run('settle', 'Look back', {}, { status: 'RECTIFIED' }),
    'Look back': ask('lookBack', 'Look back', 'Stayed right?'),
    'Stayed right?': answered({ relapse: 'Open again' }, 'Close as rectified'),
    'Open again': run('reopen', 'Unit puts it right'),

    'Consider a referral': ask('referral', 'Consider a referral', 'Referred?'),
    'Referred?': answered({ transfer: 'Settle as referred' }, 'Unit puts it right'),
    'Settle as referred': run('settle', 'Close as referred', {}, { status: 'REFERRED' }),
    'Settle without problems': run('settle', 'Close without problems', {}, { status: 'NO_PROBLEM' }),

    'Close as rectified': close('RECTIFIED'),
    'Close as referred': close('REFERRED'),
    'Close without problems': close('NO_PROBLEM'),
  },
});
