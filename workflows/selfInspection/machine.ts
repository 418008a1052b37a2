import { answered } from '#shared/answered';
import { machineOf } from '#shared/asl';
import { ask, askBy, begin, close, run } from '#shared/states';
import type { Step } from './contract.ts';

const DAY = 86_400;

/**
 * The programme itself. Each unit's part is a machine and an execution of its own (`unit.ts`): this one opens them,
 * draws the spot check at the end of the self-inspection whoever is late, and then counts who is settled.
 */
export const machine = machineOf<Step>()({
  Comment: 'An inspection programme: from launch to the report that a meeting adopts.',
  QueryLanguage: 'JSONata',
  StartAt: 'Open the programme',
  TimeoutSeconds: 360 * DAY,
  States: {
    'Open the programme': begin('begin', 'Vice chair launches', { more: true }),
    'Vice chair launches': ask('launch', 'Vice chair launches', 'Launched?'),
    'Launched?': answered({ issue: 'Issue to the units' }, 'Close as dropped'),
    // A few units at a time: a step is short, and one that fails is tried again without mailing anybody twice.
    'Issue to the units': run('issue', 'Issued to all?', { more: '{% $states.result.Payload.more %}' }),
    'Issued to all?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $more %}', Next: 'Issue to the units' }],
      Default: 'Units inspect themselves',
    },
    'Units inspect themselves': ask('gathering', 'Units inspect themselves', 'Draw the spot check'),
    'Draw the spot check': ask('sampling', 'Draw the spot check', 'Tell the units'),
    'Tell the units': run('draw', 'Told all?', { more: '{% $states.result.Payload.more %}' }),
    'Told all?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $more %}', Next: 'Tell the units' }],
      Default: 'Units put things right',
    },
    'Units put things right': askBy('watch', 'watch', 'Units put things right', 'All settled?'),
    'All settled?': answered(
      { settled: 'Keep the final figures', conclude: 'Keep the final figures' },
      'Keep the figures of the month',
    ),
    'Keep the figures of the month': run('cut', 'Units put things right'),
    'Keep the final figures': run('cut', 'Meeting hears the report'),
    'Meeting hears the report': ask('report', 'Meeting hears the report', 'Close as reported'),
    'Close as reported': close('REPORTED'),
    'Close as dropped': close('DROPPED'),
  },
});
