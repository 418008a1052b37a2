// Long because it is one state machine: what happens, in order, readable from top to bottom.
import { answered, on } from '#shared/answered';
import { machineOf } from '#shared/asl';
import { ask, askBy, begin, close, run } from '#shared/states';
import { runEach } from '#shared/statesOfMany';
import type { Step } from './contract.ts';

const DAY = 86_400;

const weighed = {
  hardTimeout: '{% $states.result.Payload.hardTimeoutSeconds %}',
  meeting: '{% $states.result.Payload.meeting %}',
  cash: '{% $states.result.Payload.cash %}',
  minors: '{% $states.result.Payload.minors %}',
};

/** The machine waits for the campaign, never for a recipient: its length does not depend on how many they are. */
export const machine = machineOf<Step>()({
  Comment: 'A condolence campaign: from an approved plan to proof that nobody was left out.',
  QueryLanguage: 'JSONata',
  StartAt: 'Open the campaign',
  TimeoutSeconds: 360 * DAY,
  States: {
    'Open the campaign': begin('open', 'Vice chair approves', weighed),
    'Vice chair approves': ask('planApproval', 'Vice chair approves', 'Plan approved?'),
    'Plan approved?': {
      Type: 'Choice',
      Choices: [
        { Condition: "{% $outcome = 'approve' and $meeting %}", Next: 'Meeting approves' },
        { Condition: on('approve'), Next: 'Reserve the budget' },
        { Condition: on('return'), Next: 'Revise the plan' },
      ],
      Default: 'Cancel',
    },
    'Meeting approves': ask('planMeeting', 'Meeting approves', 'Meeting agrees?'),
    'Meeting agrees?': answered({ approve: 'Reserve the budget', return: 'Revise the plan' }, 'Cancel'),
    'Revise the plan': ask('planRevision', 'Revise the plan', 'Plan revised?'),
    'Plan revised?': answered({ cancel: 'Cancel' }, 'Weigh the plan'),
    'Weigh the plan': run('open', 'Vice chair approves', weighed),
    'Reserve the budget': run('reserve', 'Budget reserved?', { outcome: '{% $states.result.Payload.outcome %}' }),
    'Budget reserved?': answered({ reserved: 'Call for rosters' }, 'Revise the plan'),

    // Completion is an event or the deadline: whoever has not answered by then is on the difference list.
    'Call for rosters': askBy('call', 'rosters', 'Call for rosters', 'Muster the rosters', { part: 'roster' }),
    'Muster the rosters': run('muster', 'Enlist the people', {
      batches: '{% $states.result.Payload.batches %}',
      compared: '{% $states.result.Payload.compared %}',
    }),
    // As many batches at once as there are lanes for, on average, without them waiting for each other.
    'Enlist the people': runEach('enlist', 'batches', 'Compare the registers', { Label: 'Enlist', MaxConcurrency: 8 }),
    'Compare the registers': runEach('compare', 'compared', 'Gather the rosters', {
      Label: 'Compare',
      MaxConcurrency: 8,
    }),
    'Gather the rosters': run('gather', 'Check the rosters'),
    'Check the rosters': ask('rosterCheck', 'Check the rosters', 'Rosters confirmed?'),
    'Rosters confirmed?': {
      Type: 'Choice',
      Choices: [
        { Condition: "{% $outcome = 'confirm' and $cash and $minors %}", Next: 'Post the internal notice' },
        { Condition: "{% $outcome = 'confirm' and $cash %}", Next: 'Put up the notice' },
        { Condition: on('confirm'), Next: 'Buy the goods' },
        { Condition: on('recall'), Next: 'Call for rosters' },
        { Condition: on('cancel'), Next: 'Cancel' },
      ],
      Default: 'Check the rosters',
    },
    'Put up the notice': askBy('notice', 'publicNotice', 'Put up the notice', 'Any objection?', { scope: 'district' }),
    'Any objection?': answered({ objection: 'Investigate the objection' }, 'Commit the money'),
    'Investigate the objection': ask('objection', 'Investigate the objection', 'Objection upheld?'),
    'Objection upheld?': {
      Type: 'Choice',
      Choices: [
        { Condition: "{% $outcome = 'dismiss' and $minors %}", Next: 'Hold the internal notice' },
        { Condition: on('dismiss'), Next: 'Put up the notice' },
      ],
      Default: 'Check the rosters',
    },
    // Children are never named in public: the masked list hangs where those concerned can see it, for as many days.
    'Post the internal notice': ask('internalPosting', 'Post the internal notice', 'Hold the internal notice'),
    'Hold the internal notice': askBy(
      'notice',
      'internalNotice',
      'Hold the internal notice',
      'Internal notice clear?',
      { scope: 'internal' },
    ),
    'Internal notice clear?': answered({ clear: 'Commit the money' }, 'Investigate the objection'),

    'Buy the goods': ask('procurement', 'Buy the goods', 'Contract signed?'),
    'Contract signed?': answered({ cancel: 'Cancel' }, 'Accept the goods'),
    'Accept the goods': ask('acceptance', 'Accept the goods', 'Goods accepted?'),
    'Goods accepted?': answered({ claim: 'Accept the goods' }, 'Commit the money'),
    'Commit the money': run('commit', 'Paid how?'),
    'Paid how?': { Type: 'Choice', Choices: [{ Condition: '{% $cash %}', Next: 'Pay' }], Default: 'Plan the visits' },
    Pay: ask('payment', 'Pay', 'Everybody paid?'),
    'Everybody paid?': answered({ failed: 'Look at the refused' }, 'Line up the lists'),
    // An account is given by the union, confirmed by the district, and paid to after a day. Whoever was refused three
    // times, or has nobody who answers for them, stands unresolved in the proof.
    'Look at the refused': run('refused', 'Anybody to correct?', { outcome: '{% $states.result.Payload.outcome %}' }),
    'Anybody to correct?': answered({ ask: 'Correct the accounts' }, 'Line up the lists'),
    'Correct the accounts': askBy('askAccounts', 'accounts', 'Correct the accounts', 'Check the accounts', {
      part: 'account',
    }),
    'Check the accounts': ask('accountCheck', 'Check the accounts', 'Accounts confirmed?'),
    'Accounts confirmed?': answered({ return: 'Correct the accounts' }, 'Take up the accounts'),
    'Take up the accounts': run('takeAccounts', 'Anybody to pay?', { outcome: '{% $states.result.Payload.outcome %}' }),
    'Anybody to pay?': answered({ pay: 'Let the accounts rest' }, 'Line up the lists'),
    'Let the accounts rest': ask('coolOff', 'Let the accounts rest', 'Pay'),
    'Plan the visits': ask('visitPlan', 'Plan the visits', 'Visits planned?'),
    'Visits planned?': answered({ cancel: 'Cancel' }, 'Visit'),
    Visit: askBy('dispatch', 'visits', 'Visit', 'Count the receipts', { part: 'visit' }),
    'Count the receipts': run('tally', 'Reconcile'),
    Reconcile: ask('reconcile', 'Reconcile', 'Balanced?'),
    'Balanced?': answered({ again: 'Visit' }, 'Book the purchase'),
    'Book the purchase': run('settle', 'Line up the lists'),

    'Line up the lists': run('lineUp', 'Hold them against the visits', {
      batches: '{% $states.result.Payload.batches %}',
      linedUp: '{% $string($step) %}',
    }),
    'Hold them against the visits': runEach('hold', 'batches', 'Prove the coverage', {
      Label: 'Hold',
      MaxConcurrency: 8,
    }),
    'Prove the coverage': run(
      'prove',
      'Anybody left out?',
      { outcome: '{% $states.result.Payload.outcome %}' },
      { linedUp: '{% $linedUp %}' },
    ),
    'Anybody left out?': answered({ full: 'Confirm the close-out' }, 'Explain the gap'),
    'Explain the gap': ask('gapExplanation', 'Explain the gap', 'Gap explained?'),
    'Gap explained?': {
      Type: 'Choice',
      Choices: [
        { Condition: on('explain'), Next: 'Sign the gap' },
        { Condition: "{% $outcome = 'visitAgain' and $cash %}", Next: 'Look at the refused' },
        { Condition: on('visitAgain'), Next: 'Plan the visits' },
      ],
      Default: 'Line up the lists',
    },
    'Sign the gap': ask('gapSigning', 'Sign the gap', 'Gap signed?'),
    'Gap signed?': answered({ sign: 'Book what was visited' }, 'Explain the gap'),
    'Confirm the close-out': ask('closing', 'Confirm the close-out', 'Close-out confirmed?'),
    'Close-out confirmed?': answered({ close: 'Book the visits' }, 'Explain the gap'),

    'Book the visits': run('book', 'Close'),
    'Book what was visited': run('book', 'Close with a gap'),
    Close: close('CLOSED'),
    'Close with a gap': close('CLOSED_WITH_GAP'),
    Cancel: close('CANCELLED'),
  },
});
