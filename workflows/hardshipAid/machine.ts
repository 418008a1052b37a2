// Long because it is one state machine: what happens, in order, readable from top to bottom.
import type { Machine } from '#shared/asl';
import { ask, askBy, begin, run } from '#shared/states';
import type { Step } from './contract.ts';
import type { TaskName } from './tasks.ts';

type State =
  | 'Open the case'
  | 'Accept the application'
  | 'Accepted?'
  | 'Union reviews'
  | 'Union agrees?'
  | 'Visit the home'
  | 'Fit for aid?'
  | 'Committee reviews'
  | 'Committee agrees?'
  | 'Put up the notice'
  | 'Any objection?'
  | 'Investigate the objection'
  | 'Objection upheld?'
  | 'Sign the notice record'
  | 'Record signed?'
  | 'Township reviews'
  | 'Township agrees?'
  | 'Check the data'
  | 'Any hit?'
  | 'Hear the applicant'
  | 'Hit explained?'
  | 'Work out the category'
  | 'Confirm the category'
  | 'Category confirmed?'
  | 'Vice chair reviews'
  | 'Vice chair agrees?'
  | 'Meeting decides'
  | 'Meeting agrees?'
  | 'Reserve the money'
  | 'Money reserved?'
  | 'Report up'
  | 'Superior agrees?'
  | 'Wait for the money'
  | 'Money received?'
  | 'Commit the money'
  | 'Pay'
  | 'Paid?'
  | 'Ask for another card'
  | 'Other card given?'
  | 'Follow up'
  | 'Ask applicant to correct'
  | 'Corrected?'
  | 'Go back'
  | 'Tell of the refusal'
  | 'Appealed?'
  | 'Answer the appeal'
  | 'Appeal upheld?'
  | 'Close as aided'
  | 'Close as refused'
  | 'Close as withdrawn'
  | 'Close as incomplete'
  | 'Close as not ours'
  | 'Close as not funded'
  | 'Closed';

const DAY = 86_400;

/** The ways out that every answer of an official may take, beside its own. */
const exits = [
  {
    Condition: "{% $outcome = 'return' and $returns < 2 %}",
    Assign: { back: '{% $asked %}', returns: '{% $returns + 1 %}' },
    Next: 'Ask applicant to correct',
  },
  { Condition: "{% $outcome = 'return' %}", Next: 'Close as incomplete' },
  { Condition: "{% $outcome = 'reject' and $appealed %}", Next: 'Close as refused' },
  { Condition: "{% $outcome = 'reject' %}", Assign: { back: '{% $asked %}' }, Next: 'Tell of the refusal' },
  { Condition: "{% $outcome = 'withdraw' %}", Next: 'Close as withdrawn' },
] as const;

const on = (outcome: string) => `{% $outcome = '${outcome}' %}` as const;
/** Where a policy has the data checked before the notice, this answer leads elsewhere: the choice behind it says where. */
const unlessCheckedFirst = (outcome: string) => `{% $checkFirst ? 'none' : '${outcome}' %}` as const;
const asked = (task: TaskName) => `{% $back = '${task}' %}` as const;

export const machine = {
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
    'Accepted?': {
      Type: 'Choice',
      Choices: [{ Condition: on('notOurs'), Next: 'Close as not ours' }, ...exits],
      Default: 'Accept the application',
    },
    'Union reviews': ask('unionReview', 'Union reviews', 'Union agrees?', { on: 'approve', to: 'Visit the home' }),
    'Union agrees?': {
      Type: 'Choice',
      Choices: exits,
      Default: 'Union reviews',
    },
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
    'Committee agrees?': {
      Type: 'Choice',
      Choices: exits,
      Default: 'Committee reviews',
    },

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
    'Any objection?': {
      Type: 'Choice',
      Choices: [
        { Condition: on('objection'), Next: 'Investigate the objection' },
        { Condition: on('clear'), Next: 'Report up' },
        ...exits,
      ],
      Default: 'Put up the notice',
    },
    // Dismissed: the notice resumes with the days that were left. Reclassified: a new notice from its first day.
    'Investigate the objection': ask('objection', 'Investigate the objection', 'Objection upheld?'),
    'Objection upheld?': {
      Type: 'Choice',
      Choices: [
        { Condition: on('dismiss'), Next: 'Put up the notice' },
        { Condition: on('reclassify'), Next: 'Put up the notice' },
        ...exits,
      ],
      Default: 'Investigate the objection',
    },
    'Sign the notice record': ask('noticeRecord', 'Sign the notice record', 'Record signed?', {
      on: 'clear',
      to: 'Township reviews',
    }),
    'Record signed?': {
      Type: 'Choice',
      Choices: [{ Condition: on('withdraw'), Next: 'Close as withdrawn' }],
      Default: 'Sign the notice record',
    },
    'Township reviews': ask('townshipReview', 'Township reviews', 'Township agrees?', {
      on: unlessCheckedFirst('approve'),
      to: 'Check the data',
    }),
    'Township agrees?': {
      Type: 'Choice',
      Choices: [{ Condition: on('approve'), Next: 'Work out the category' }, ...exits],
      Default: 'Township reviews',
    },
    'Check the data': ask('dataCheck', 'Check the data', 'Any hit?', {
      on: unlessCheckedFirst('clean'),
      to: 'Work out the category',
    }),
    'Any hit?': {
      Type: 'Choice',
      Choices: [
        { Condition: on('clean'), Next: 'Committee reviews' },
        { Condition: on('hit'), Next: 'Hear the applicant' },
        ...exits,
      ],
      Default: 'Check the data',
    },
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
    'Category confirmed?': {
      Type: 'Choice',
      Choices: exits,
      Default: 'Work out the category',
    },
    'Vice chair reviews': ask('districtReview', 'Vice chair reviews', 'Vice chair agrees?', {
      on: 'approve',
      to: 'Meeting decides',
    }),
    'Vice chair agrees?': {
      Type: 'Choice',
      Choices: exits,
      Default: 'Vice chair reviews',
    },
    'Meeting decides': ask('meetingDecision', 'Meeting decides', 'Meeting agrees?', {
      on: 'approve',
      to: 'Reserve the money',
    }),
    'Meeting agrees?': {
      Type: 'Choice',
      Choices: [{ Condition: on('change'), Next: 'Reserve the money' }, ...exits],
      Default: 'Meeting decides',
    },
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
    'Superior agrees?': {
      Type: 'Choice',
      Choices: [
        { Condition: on('cut'), Next: 'Wait for the money' },
        { Condition: on('refused'), Next: 'Close as not funded' },
        ...exits,
      ],
      Default: 'Report up',
    },
    'Wait for the money': ask('funding', 'Wait for the money', 'Money received?', {
      on: 'received',
      to: 'Commit the money',
    }),
    'Money received?': {
      Type: 'Choice',
      Choices: exits,
      Default: 'Wait for the money',
    },
    'Commit the money': run('commit', 'Pay'),
    Pay: ask('payment', 'Pay', 'Paid?', { on: 'paid', to: 'Follow up' }),
    'Paid?': {
      Type: 'Choice',
      Choices: [
        { Condition: on('failed'), Assign: { payments: '{% $payments + 1 %}' }, Next: 'Ask for another card' },
        { Condition: on('withdraw'), Next: 'Close as withdrawn' },
      ],
      Default: 'Pay',
    },
    'Ask for another card': ask('otherCard', 'Ask for another card', 'Other card given?'),
    'Other card given?': {
      Type: 'Choice',
      Choices: [{ Condition: on('withdraw'), Next: 'Close as withdrawn' }],
      Default: 'Pay',
    },
    'Follow up': ask('followUp', 'Follow up', 'Close as aided'),

    'Ask applicant to correct': ask('correction', 'Ask applicant to correct', 'Corrected?'),
    'Corrected?': {
      Type: 'Choice',
      Choices: [
        { Condition: on('lapsed'), Next: 'Close as incomplete' },
        { Condition: on('withdraw'), Next: 'Close as withdrawn' },
      ],
      Default: 'Go back',
    },
    // To whoever returned or refused it. Every task that can do so is named here; a test holds the two together.
    'Go back': {
      Type: 'Choice',
      Choices: [
        { Condition: asked('acceptance'), Next: 'Accept the application' },
        { Condition: asked('unionReview'), Next: 'Union reviews' },
        { Condition: asked('homeSurvey'), Next: 'Visit the home' },
        { Condition: asked('democraticReview'), Next: 'Committee reviews' },
        { Condition: asked('objection'), Next: 'Investigate the objection' },
        { Condition: asked('townshipReview'), Next: 'Township reviews' },
        { Condition: asked('dataCheck'), Next: 'Check the data' },
        { Condition: asked('hearing'), Next: 'Hear the applicant' },
        { Condition: asked('classification'), Next: 'Work out the category' },
        { Condition: asked('districtReview'), Next: 'Vice chair reviews' },
        { Condition: asked('meetingDecision'), Next: 'Meeting decides' },
        { Condition: asked('reportUp'), Next: 'Report up' },
      ],
      Default: 'Accept the application',
    },
    'Tell of the refusal': ask('appeal', 'Tell of the refusal', 'Appealed?'),
    'Appealed?': {
      Type: 'Choice',
      Choices: [{ Condition: on('appeal'), Assign: { appealed: true }, Next: 'Answer the appeal' }],
      Default: 'Close as refused',
    },
    'Answer the appeal': ask('appealReview', 'Answer the appeal', 'Appeal upheld?'),
    'Appeal upheld?': {
      Type: 'Choice',
      Choices: [
        { Condition: on('overturn'), Next: 'Go back' },
        { Condition: on('withdraw'), Next: 'Close as withdrawn' },
      ],
      Default: 'Close as refused',
    },

    'Close as aided': run('close', 'Closed', {}, { end: 'AIDED' }),
    'Close as refused': run('close', 'Closed', {}, { end: 'REJECTED' }),
    'Close as withdrawn': run('close', 'Closed', {}, { end: 'WITHDRAWN' }),
    'Close as incomplete': run('close', 'Closed', {}, { end: 'CLOSED_INCOMPLETE' }),
    'Close as not ours': run('close', 'Closed', {}, { end: 'TRANSFERRED' }),
    'Close as not funded': run('close', 'Closed', {}, { end: 'NOT_FUNDED' }),
    Closed: { Type: 'Succeed' },
  },
} satisfies Machine<State, Step>;
