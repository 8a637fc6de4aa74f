export interface UserErrorDetails {
  /** What to do about it, one sentence. */
  readonly hint?: string;
  /** Where it is, `file:line[:column]`. */
  readonly at?: string;
  /** What was thrown, where that is another's: --debug shows it. */
  readonly cause?: unknown;
}

/** A mistake that the user can mend: printed as one message with its hint, exit code 2, never a stack trace. */
export class UserError extends Error {
  readonly hint: string | undefined;
  readonly at: string | undefined;

  constructor(
    readonly code: string,
    message: string,
    details: UserErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.name = 'UserError';
    this.hint = details.hint;
    this.at = details.at;
  }
}

/** What a check of the user's input refuses it with; undefined where it takes it. What else is thrown is a bug, and goes on. */
export function refusalOf(check: () => unknown): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
