import { Refusal } from '#shared/faults';

/** A state went wrong, in the words of the history: Retry and Catch match `error`. */
export class StateFailure extends Error {
  override readonly name = 'StateFailure';
  readonly error: string | undefined;
  readonly reason: string | undefined;
  /** The field whose evaluation failed: it makes an EvaluationFailed event. */
  readonly location: string | undefined;
  /** A second name that Retry and Catch may call it by. */
  readonly also: string | undefined;
  /** The task itself reported it: then no name is beyond States.ALL. */
  readonly reported: boolean;

  constructor(
    error: string | undefined,
    reason: string | undefined,
    {
      location,
      also,
      reported = false,
    }: { location?: string | undefined; also?: string | undefined; reported?: boolean } = {},
  ) {
    super(`${error}: ${reason}`);
    this.error = error;
    this.reason = reason;
    this.location = location;
    this.also = also;
    this.reported = reported;
  }
}

/** An evaluation that failed. AWS opens its cause with the state's name, which the state adds. */
export class EvaluationFailure extends StateFailure {
  /** @param at the events it follows: a value that evaluated well but is of no use is reported after StateEntered */
  readonly after: boolean;

  constructor(location: string | undefined, reason: string, after = false) {
    super('States.QueryEvaluationError', reason, { location });
    this.after = after;
  }
}

/** The function ran and threw: `payload` is what Lambda would answer, where the thrower knows it. */
export class FunctionError extends Error {
  override readonly name: string;
  readonly payload: object;

  constructor(name: string, payload: object) {
    super(name);
    this.name = name;
    this.payload = payload;
  }
}

/** The function gave no answer, or is not there to give one: the cause is a sentence of the service. */
export class Unanswered extends Error {
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** A name was used before, for another input. */
export class ExecutionAlreadyExists extends Refusal {
  override readonly name = 'ExecutionAlreadyExists';
  readonly status = 400;
}

/** A machine of this name exists, and is another one. */
export class StateMachineAlreadyExists extends Refusal {
  override readonly name = 'StateMachineAlreadyExists';
  readonly status = 400;
}

export class StateMachineDoesNotExist extends Refusal {
  override readonly name = 'StateMachineDoesNotExist';
  readonly status = 400;
}

export class ExecutionDoesNotExist extends Refusal {
  override readonly name = 'ExecutionDoesNotExist';
  readonly status = 400;

  /** @param which the execution's ARN, or what else it is known by */
  constructor(which: string) {
    super(`Execution Does Not Exist: '${which}'`);
  }
}

export class ExecutionNotRedrivable extends Refusal {
  override readonly name = 'ExecutionNotRedrivable';
  readonly status = 400;
}

/** This is no token of this engine. */
export class InvalidToken extends Refusal {
  override readonly name = 'InvalidToken';
  readonly status = 400;
}

/** This was a token, but nobody waits for it any more: answered, timed out, or its execution is closed. */
export class TaskTimedOut extends Refusal {
  override readonly name = 'TaskTimedOut';
  readonly status = 400;
}

/** This token names an execution that this database does not hold. */
export class TaskDoesNotExist extends Refusal {
  override readonly name = 'TaskDoesNotExist';
  readonly status = 400;
}

export class InvalidArn extends Refusal {
  override readonly name = 'InvalidArn';
  readonly status = 400;
}

/** Express machines have no histories to read or to stop, and Standard ones are not waited for. */
export class StateMachineTypeNotSupported extends Refusal {
  override readonly name = 'StateMachineTypeNotSupported';
  readonly status = 400;
}

/** An update that changes nothing. */
export class MissingRequiredParameter extends Refusal {
  override readonly name = 'MissingRequiredParameter';
  readonly status = 400;
}

/** What was sent does not have the shape of the API. */
export class ValidationException extends Refusal {
  override readonly name = 'ValidationException';
  readonly status = 400;
}

export class InvalidName extends Refusal {
  override readonly name = 'InvalidName';
  readonly status = 400;
}

export class InvalidExecutionInput extends Refusal {
  override readonly name = 'InvalidExecutionInput';
  readonly status = 400;
}

export class InvalidOutput extends Refusal {
  override readonly name = 'InvalidOutput';
  readonly status = 400;
}

export class InvalidDefinition extends Refusal {
  override readonly name = 'InvalidDefinition';
  readonly status = 400;
}
