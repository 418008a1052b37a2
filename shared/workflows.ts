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
  /** Keeps a waiting state from its heartbeat timeout. @throws {TaskTimedOut} {TaskDoesNotExist} {InvalidToken} */
  sendTaskHeartbeat(heartbeat: { taskToken: string }): Promise<void>;
  /** Every event of an execution, oldest first; or some of its newest, newest first. @throws {ExecutionDoesNotExist} */
  getExecutionHistory(which: { machine: string; name: string } & Partial<Newest>): Promise<HistoryEvent[]>;
  /** Latest first, a page at a time. */
  listExecutions(wanted: ExecutionsWanted): Promise<{ executions: ExecutionDescription[]; nextToken?: string }>;
  /**
   * Goes on where an execution failed, timed out or was stopped: states that were done stay done.
   *
   * @throws {ExecutionDoesNotExist} {ExecutionNotRedrivable} when it runs, has succeeded, or closed over 14 days ago
   */
  redriveExecution(which: { machine: string; name: string }): Promise<{ redriveDate: number }>;
}

/** At most so many of the newest events: 1 to 1,000. */
export type Newest = { reverseOrder: true; maxResults: number };

/** An event of an execution's history, with the details that its type has. Times in milliseconds since 1970. */
export type HistoryEvent = {
  id: number;
  previousEventId: number;
  timestamp: number;
  type: string;
  [details: string]: unknown;
};

/** Executions of one machine, by status, by the time of their start (milliseconds, `from` included, `to` not). */
export type ExecutionsWanted = {
  machine: string;
  status?: ExecutionStatus;
  from?: number;
  to?: number;
  /** At most this many a page, 100 when absent. A page may be shorter, and still not the last. */
  limit?: number;
  nextToken?: string;
};

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
