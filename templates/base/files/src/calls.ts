/** How a call travels. */
export type Carrier = 'http' | 'grpc' | 'message';

export interface IncomingCall {
  readonly carrier: Carrier;
  /** Route, method or topic: `POST /v1/widgets`, `widgets.v1.Widgets/Get`, `widget.created`. */
  readonly operation: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export interface OutgoingCall {
  readonly carrier: Carrier;
  /** The service that is called, or the broker. */
  readonly peer: string;
  readonly operation: string;
  /** Interceptors add to them. */
  readonly headers: Record<string, string>;
}

export interface Outcome {
  readonly ok: boolean;
  readonly error?: unknown;
  /** HTTP or gRPC status. */
  readonly status?: number;
}

/** What surrounds the handling of one incoming call: its correlation id, its span. */
export interface Scope {
  /** Runs synchronous or asynchronous work inside; may be called more than once for one call. */
  run<T>(work: () => T): T;
  end?(outcome: Outcome): void;
}

export type OpenScope = (call: IncomingCall) => Scope;

/** Sees every outgoing call: adds headers, refuses it, measures it, or answers in its place. */
export type Interceptor = <T>(call: OutgoingCall, next: () => Promise<T>) => Promise<T>;

/** Throws when a gRPC call or a message must not be handled. HTTP has hooks of its own, which know the route. */
export type Guard = (call: IncomingCall) => Promise<void>;

export interface CallErrorDetails {
  readonly status?: number;
  readonly cause?: unknown;
  /** Nothing was sent, and nothing will be before this time has passed, in milliseconds. */
  readonly heldBackMs?: number;
}

/**
 * A call that did not succeed. `blame` tells whether the peer is in trouble (no answer in time, connection refused,
 * 5xx: what breakers count) or the call was refused for what it asked (4xx).
 */
export class CallError extends Error {
  override readonly name: string = 'CallError';

  constructor(
    message: string,
    readonly peer: string,
    readonly blame: 'peer' | 'call',
    readonly details: CallErrorDetails = {},
  ) {
    super(message, { cause: details.cause });
  }
}

/** Why nothing was sent: how long the other side is left alone, in milliseconds. Undefined for any other error. */
export function heldBackFor(error: unknown): number | undefined {
  return error instanceof CallError ? error.details.heldBackMs : undefined;
}

/**
 * Where calls pass, whatever carries them. HTTP requests enter by themselves; servers and consumers of other kinds use
 * `receive`, clients of every kind use `send`.
 */
export class Calls {
  private readonly scopes: OpenScope[] = [];
  private readonly guards: Guard[] = [];
  private readonly interceptors: Interceptor[] = [];

  /** The scope that was added first is the outermost. */
  onIncoming(open: OpenScope): void {
    this.scopes.push(open);
  }

  addGuard(guard: Guard): void {
    this.guards.push(guard);
  }

  /** The interceptor that was added first is the outermost. */
  onOutgoing(interceptor: Interceptor): void {
    this.interceptors.push(interceptor);
  }

  /** The scope of a call whose handling is not one function. Whoever opens it ends it. */
  enter(call: IncomingCall): Required<Scope> {
    const opened: Scope[] = [];
    const run = <T>(work: () => T): T => opened.reduceRight<() => T>((inner, scope) => () => scope.run(inner), work)();
    // A later scope may need what an earlier one holds: the span's log lines the correlation id.
    for (const open of this.scopes) opened.push(run(() => open(call)));
    return {
      run,
      end: (outcome) => {
        for (const scope of [...opened].reverse()) scope.end?.(outcome);
      },
    };
  }

  /** Handles a gRPC call or a message. */
  async receive<T>(call: IncomingCall, handle: () => Promise<T>): Promise<T> {
    const scope = this.enter(call);
    try {
      const result = await scope.run(async () => {
        for (const guard of this.guards) await guard(call);
        return handle();
      });
      scope.end({ ok: true });
      return result;
    } catch (error) {
      scope.end({ ok: false, error });
      throw error;
    }
  }

  /** Makes a call: `work` gets the headers that the interceptors have filled, and throws CallError when it fails. */
  async send<T>(call: Omit<OutgoingCall, 'headers'>, work: (headers: Readonly<Record<string, string>>) => Promise<T>): Promise<T> {
    const outgoing: OutgoingCall = { ...call, headers: {} };
    const last = () => work(outgoing.headers);
    return this.interceptors.reduceRight<() => Promise<T>>((next, interceptor) => () => interceptor(outgoing, next), last)();
  }
}
