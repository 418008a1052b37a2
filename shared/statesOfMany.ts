import { NEXT_STEP, onOutageOrSilence, STEP_SECONDS } from './states.ts';

/**
 * Runs a step once for each item of the variable `items`, so many at a time: the step is told the case, the entry of
 * the state, and its item as `batch`. Every item must succeed; one that meets an outage is tried again by itself.
 */
export const runEach = <Step extends string, const State extends string>(
  step: Step,
  items: string,
  Next: State,
  { Label, MaxConcurrency }: { Label: string; MaxConcurrency: number },
) => ({
  Type: 'Map' as const,
  Label,
  Items: `{% $${items} %}`,
  ItemSelector: {
    caseId: '{% $caseId %}',
    entered: '{% $string($step) %}',
    batch: '{% $states.context.Map.Item.Value %}',
  },
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED' as const, ExecutionType: 'STANDARD' as const },
    StartAt: `${Label} a batch`,
    States: {
      [`${Label} a batch`]: {
        Type: 'Task' as const,
        Resource: 'arn:aws:states:::lambda:invoke' as const,
        Arguments: {
          FunctionName: `\${${step}}` as const,
          Payload: {
            caseId: '{% $states.input.caseId %}',
            entered: '{% $states.input.entered %}',
            batch: '{% $states.input.batch %}',
          },
        },
        Output: '{% {} %}',
        TimeoutSeconds: STEP_SECONDS,
        Retry: onOutageOrSilence,
        End: true as const,
      },
    },
  },
  MaxConcurrency,
  Output: '{% {} %}',
  Assign: { step: NEXT_STEP },
  Next,
});
