import { CallError } from '../calls.js';

export type State = 'closed' | 'open' | 'half-open';

export interface BreakerOptions {
  /** Failures in a row that open it. */
  readonly failureThreshold: number;
  /** How long it stays open, in milliseconds. */
  readonly openMs: number;
  /** Calls that are let through when it is half-open; when all have succeeded, it closes. */
  readonly halfOpenTrials: number;
  /** A call that takes longer has failed, in milliseconds. */
  readonly callTimeoutMs: number;
}

export interface BreakerHooks {
  /** In milliseconds; any origin. */
  readonly now: () => number;
  readonly onChange: (change: { readonly peer: string; readonly from: State; readonly to: State }) => void;
}

/** Nothing was sent. */
export class CircuitOpenError extends CallError {
  override readonly name = 'CircuitOpenError';

  constructor(peer: string, heldBackMs: number) {
    super(`${peer} is left alone for another ${heldBackMs} ms after its failures`, peer, 'peer', { heldBackMs });
  }
}

/** The breaker of one peer. */
export class Breaker {
  private current: State = 'closed';
  private failures = 0;
  private openedAt = 0;
  private admitted = 0;
  private succeeded = 0;
  /** Counts the changes of state: the outcome of a call that began before the last one says nothing about now. */
  private era = 0;

  constructor(
    private readonly peer: string,
    private readonly options: BreakerOptions,
    private readonly hooks: BreakerHooks,
  ) {}

  get state(): State {
    return this.current;
  }

  /** Makes the call, or throws CircuitOpenError at once. */
  async run<T>(call: () => Promise<T>): Promise<T> {
    this.admit();
    const { era } = this;
    try {
      const result = await this.withinTime(call);
      if (era === this.era) this.onSuccess();
      return result;
    } catch (error) {
      if (era === this.era) {
        // A peer that refuses what it was asked is a peer that works.
        if (error instanceof CallError && error.blame === 'call') this.onSuccess();
        else this.onFailure();
      }
      throw error;
    }
  }

  private admit(): void {
    const { openMs, halfOpenTrials } = this.options;
    const waited = this.hooks.now() - this.openedAt;
    if (this.current === 'open' && waited >= openMs) this.change('half-open');
    if (this.current === 'open') throw new CircuitOpenError(this.peer, openMs - waited);
    if (this.current !== 'half-open') return;
    if (this.admitted >= halfOpenTrials) throw new CircuitOpenError(this.peer, 0);
    this.admitted++;
  }

  private onSuccess(): void {
    this.failures = 0;
    if (this.current !== 'half-open') return;
    this.succeeded++;
    if (this.succeeded >= this.options.halfOpenTrials) this.change('closed');
  }

  private onFailure(): void {
    this.failures++;
    if (this.current === 'half-open' || this.failures >= this.options.failureThreshold) this.change('open');
  }

  private change(to: State): void {
    const from = this.current;
    this.current = to;
    this.era++;
    this.failures = 0;
    this.admitted = 0;
    this.succeeded = 0;
    if (to === 'open') this.openedAt = this.hooks.now();
    this.hooks.onChange({ peer: this.peer, from, to });
  }

  /** A trial that never ended would keep the breaker half-open for ever. */
  private async withinTime<T>(call: () => Promise<T>): Promise<T> {
    const { callTimeoutMs } = this.options;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new CallError(`${this.peer} did not answer within ${callTimeoutMs} ms`, this.peer, 'peer'));
      }, callTimeoutMs);
    });
    try {
      return await Promise.race([call(), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
