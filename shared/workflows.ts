/**
 * Port: state machines that run durably. Step Functions on AWS, the engine of the embedded host elsewhere.
 *
 * The words are the Step Functions API's own, so that its documentation is this port's documentation.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html
 */
export interface Workflows {
  /**
   * Starts an execution of a pipeline's machine under a name of ours. Starting again by the same name and input is
   * the same start.
   *
   * @throws {ExecutionAlreadyExists} when the name was used with another input
   */
  startExecution(start: { machine: string; name: string; input: unknown }): Promise<void>;
  /** @throws {TaskTimedOut} {TaskDoesNotExist} {InvalidToken} when nobody waits for this token (any more) */
  sendTaskSuccess(success: { taskToken: string; output: unknown }): Promise<void>;
  /** @throws {TaskTimedOut} {TaskDoesNotExist} {InvalidToken} when nobody waits for this token (any more) */
  sendTaskFailure(failure: { taskToken: string; error: string; cause: string }): Promise<void>;
  /** Stops a running execution; stopping a closed one does nothing. */
  stopExecution(stop: { machine: string; name: string; error: string; cause: string }): Promise<void>;
  describeExecution(which: { machine: string; name: string }): Promise<ExecutionDescription | undefined>;
}

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';

export type ExecutionDescription = {
  name: string;
  status: ExecutionStatus;
  startDate: number;
  stopDate?: number;
  /** The version of the definition that it started with. */
  version: string;
  error?: string;
  cause?: string;
};
