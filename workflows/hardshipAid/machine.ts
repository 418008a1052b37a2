// Long because it is one state machine: what happens, in order, readable from top to bottom.
import { answered, backTo, on, waysOut } from '#shared/answered';
import { machineOf } from '#shared/asl';
import { ask, askBy, begin, close, run } from '#shared/states';
import type { Step } from './contract.ts';

const DAY = 86_400;

/** The ways out that every answer of an official may take, beside its own. */
const exits = waysOut({
  correct: 'Ask applicant to correct',
  incomplete: 'Close as incomplete',
  refuse: 'Tell of the refusal',
  appealed: 'Close as refused',
  withdraw: 'Close as withdrawn',
});

/** Where a policy has the data checked before the notice, this answer leads elsewhere: the choice behind it says where. */
const unlessCheckedFirst = (outcome: string) => `{% $checkFirst ? 'none' : '${outcome}' %}` as const;

export const machine = machineOf<Step>()({
  Comment: 'Hardship aid: from a submitted application to money in a real-name account and the first follow-up.',
  QueryLanguage: 'JSONata',
  StartAt: 'Open the case',
  // An execution may live a year; a case that needs longer is handed over before.
  TimeoutSeconds: 360 * DAY,
  States: {
    'Open the case': begin('open', 'Accept the application', {
      checkFirst: '{% $states.result.Payload.dataCheckBeforeNotice %}',
      districtNotice: '{% $states.result.Payload.districtNotice %}',
      back: 'none',
      scope: 'union',
      returns: 0,
      visits: 0,
      payments: 0,
      appealed: false,
    }),

    'Accept the application': ask('acceptance', 'Accept the application', 'Accepted?', {
      on: 'accept',
      to: 'Union reviews',
    }),
    'Accepted?': answered({ notOurs: 'Close as not ours' }, 'Accept the application', exits),
    'Union reviews': ask('unionReview', 'Union reviews', 'Union agrees?', { on: 'approve', to: 'Visit the home' }),
    'Union agrees?': answered({}, 'Union reviews', exits),
    'Visit the home': ask('homeSurvey', 'Visit the home', 'Fit for aid?', {
      on: unlessCheckedFirst('fit'),
      to: 'Committee reviews',
    }),
    'Fit for aid?': {
      Type: 'Choice',
      Choices: [
        { Condition: on('fit'), Next: 'Check the data' },
        // Two attempts on different days, then the file goes back to the applicant.
        {
          Condition: "{% $outcome = 'unreachable' and $visits < 1 %}",
          Assign: { visits: '{% $visits + 1 %}' },
          Next: 'Visit the home',
        },
        {
          Condition: "{% $outcome = 'unreachable' %}",
          Assign: { back: 'homeSurvey', visits: 0, returns: '{% $returns + 1 %}' },
          Next: 'Ask applicant to correct',
        },
        ...exits,
      ],
      Default: 'Visit the home',
    },
    'Committee reviews': ask('democraticReview', 'Committee reviews', 'Committee agrees?', {
      on: 'for',
      to: 'Put up the notice',
      also: { scope: 'union' },
    }),
    'Committee agrees?': answered({}, 'Committee reviews', exits),

    'Put up the notice': askBy(
      'notice',
      'publicNotice',
      'Put up the notice',
      'Any objection?',
      { scope: '{% $scope %}' },
      {
        on: "{% $scope = 'union' ? 'clear' : 'none' %}",
        to: 'Sign the notice record',
      },
    ),
    'Any objection?': answered(
      { objection: 'Investigate the objection', clear: 'Report up' },
      'Put up the notice',
      exits,
    ),
    // Dismissed: the notice resumes with the days that were left. Reclassified: a new notice from its first day.
    'Investigate the objection': ask('objection', 'Investigate the objection', 'Objection upheld?'),
    'Objection upheld?': answered(
      { dismiss: 'Put up the notice', reclassify: 'Put up the notice' },
      'Investigate the objection',
      exits,
    ),
    'Sign the notice record': ask('noticeRecord', 'Sign the notice record', 'Record signed?', {
      on: 'clear',
      to: 'Township reviews',
    }),
    'Record signed?': answered({ withdraw: 'Close as withdrawn' }, 'Sign the notice record'),
    'Township reviews': ask('townshipReview', 'Township reviews', 'Township agrees?', {
      on: unlessCheckedFirst('approve'),
      to: 'Check the data',
    }),
    'Township agrees?': answered({ approve: 'Work out the category' }, 'Township reviews', exits),
    'Check the data': ask('dataCheck', 'Check the data', 'Any hit?', {
      on: unlessCheckedFirst('clean'),
      to: 'Work out the category',
    }),
    'Any hit?': answered({ clean: 'Committee reviews', hit: 'Hear the applicant' }, 'Check the data', exits),
    'Hear the applicant': ask('hearing', 'Hear the applicant', 'Hit explained?'),
    'Hit explained?': {
      Type: 'Choice',
      Choices: [
        { Condition: "{% $outcome = 'explained' and $checkFirst %}", Next: 'Committee reviews' },
        { Condition: on('explained'), Next: 'Work out the category' },
        ...exits,
      ],
      Default: 'Hear the applicant',
    },
    'Work out the category': run('classify', 'Confirm the category'),
    'Confirm the category': ask('classification', 'Confirm the category', 'Category confirmed?', {
      on: 'confirm',
      to: 'Vice chair reviews',
    }),
    'Category confirmed?': answered({}, 'Work out the category', exits),
    'Vice chair reviews': ask('districtReview', 'Vice chair reviews', 'Vice chair agrees?', {
      on: 'approve',
      to: 'Meeting decides',
    }),
    'Vice chair agrees?': answered({}, 'Vice chair reviews', exits),
    'Meeting decides': ask('meetingDecision', 'Meeting decides', 'Meeting agrees?', {
      on: 'approve',
      to: 'Reserve the money',
    }),
    'Meeting agrees?': answered({ change: 'Reserve the money' }, 'Meeting decides', exits),
    'Reserve the money': run('reserve', 'Money reserved?', { outcome: '{% $states.result.Payload.outcome %}' }),
    'Money reserved?': {
      Type: 'Choice',
      Choices: [
        {
          Condition: "{% $outcome = 'reserved' and $districtNotice %}",
          Assign: { scope: 'district' },
          Next: 'Put up the notice',
        },
        { Condition: on('reserved'), Next: 'Report up' },
        // The fund is short, or this household has been helped: the meeting has to know and decide again.
      ],
      Default: 'Meeting decides',
    },
    'Report up': ask('reportUp', 'Report up', 'Superior agrees?', { on: 'approved', to: 'Wait for the money' }),
    'Superior agrees?': answered({ cut: 'Wait for the money', refused: 'Close as not funded' }, 'Report up', exits),
    'Wait for the money': ask('funding', 'Wait for the money', 'Money received?', {
      on: 'received',
      to: 'Commit the money',
    }),
    'Money received?': answered({}, 'Wait for the money', exits),
    'Commit the money': run('commit', 'Pay'),
    Pay: ask('payment', 'Pay', 'Paid?', { on: 'paid', to: 'Follow up' }),
    'Paid?': {
      Type: 'Choice',
      Choices: [
        {
          Condition: "{% $outcome = 'failed' and $payments < 2 %}",
          Assign: { payments: '{% $payments + 1 %}' },
          Next: 'Ask for another card',
        },
        { Condition: on('failed'), Next: 'Tell of the failure' },
        { Condition: on('withdraw'), Next: 'Close as withdrawn' },
      ],
      Default: 'Pay',
    },
    'Ask for another card': ask('otherCard', 'Ask for another card', 'Other card given?'),
    'Other card given?': answered({ withdraw: 'Close as withdrawn' }, 'Note the account'),
    // Nobody has money sent elsewhere alone, nor on the same day: a second person confirms, and a new account rests.
    'Note the account': run('noteAccount', 'Check the account'),
    'Check the account': ask('accountCheck', 'Check the account', 'Account confirmed?'),
    'Account confirmed?': answered(
      { confirm: 'Confirm the account', wrong: 'Ask for another card', withdraw: 'Close as withdrawn' },
      'Check the account',
    ),
    'Confirm the account': run('confirmAccount', 'Another account?', {
      outcome: '{% $states.result.Payload.outcome %}',
    }),
    'Another account?': answered({ rest: 'Let the account rest' }, 'Pay'),
    'Let the account rest': ask('coolOff', 'Let the account rest', 'Rested?', { on: 'over', to: 'Pay' }),
    'Rested?': answered({ withdraw: 'Close as withdrawn' }, 'Let the account rest'),
    'Tell of the failure': ask('unpaid', 'Tell of the failure', 'Told?', { on: 'close', to: 'Close as not paid' }),
    'Told?': answered({ withdraw: 'Close as withdrawn' }, 'Tell of the failure'),
    'Follow up': ask('followUp', 'Follow up', 'Close as aided'),

    'Ask applicant to correct': ask('correction', 'Ask applicant to correct', 'Corrected?'),
    'Corrected?': answered({ lapsed: 'Close as incomplete', withdraw: 'Close as withdrawn' }, 'Go back'),
    // To whoever returned or refused it. Every task that can do so is named here; a test holds the two together.
    'Go back': backTo(
      {
        acceptance: 'Accept the application',
        unionReview: 'Union reviews',
        homeSurvey: 'Visit the home',
        democraticReview: 'Committee reviews',
        objection: 'Investigate the objection',
        townshipReview: 'Township reviews',
        dataCheck: 'Check the data',
        hearing: 'Hear the applicant',
        classification: 'Work out the category',
        districtReview: 'Vice chair reviews',
        meetingDecision: 'Meeting decides',
        reportUp: 'Report up',
      },
      'Accept the application',
    ),
    'Tell of the refusal': ask('appeal', 'Tell of the refusal', 'Appealed?'),
    'Appealed?': {
      Type: 'Choice',
      Choices: [{ Condition: on('appeal'), Assign: { appealed: true }, Next: 'Answer the appeal' }],
      Default: 'Close as refused',
    },
    'Answer the appeal': ask('appealReview', 'Answer the appeal', 'Appeal upheld?'),
    'Appeal upheld?': answered({ overturn: 'Go back', withdraw: 'Close as withdrawn' }, 'Close as refused'),

    'Close as aided': close('AIDED'),
    'Close as refused': close('REJECTED'),
    'Close as withdrawn': close('WITHDRAWN'),
    'Close as incomplete': close('CLOSED_INCOMPLETE'),
    'Close as not ours': close('TRANSFERRED'),
    'Close as not paid': close('PAYMENT_FAILED'),
    'Close as not funded': close('NOT_FUNDED'),
  },
});
