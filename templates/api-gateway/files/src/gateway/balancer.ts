export interface BalancerOptions {
  /** Failures in a row that take an instance out. */
  readonly failures: number;
  /** For how long, in milliseconds. */
  readonly ejectMs: number;
  readonly now: () => number;
  readonly onEject: (instance: string) => void;
}

interface Instance {
  readonly address: string;
  failures: number;
  /** Out until then. */
  until: number;
}

/** Instances in turn, without those that have failed lately. */
export class Balancer {
  private readonly instances: readonly Instance[];
  private next = 0;

  constructor(
    addresses: readonly string[],
    private readonly options: BalancerOptions,
  ) {
    this.instances = addresses.map((address) => ({ address, failures: 0, until: 0 }));
  }

  /** An instance that has not been tried yet; when all are out, any: to ask a sick one is better than to ask nobody. */
  pick(tried: ReadonlySet<string>): string | undefined {
    const now = this.options.now();
    const left = this.inTurn().filter(({ address }) => !tried.has(address));
    const chosen = left.find(({ until }) => until <= now) ?? left[0];
    if (chosen !== undefined) this.next = (this.instances.indexOf(chosen) + 1) % this.instances.length;
    return chosen?.address;
  }

  report(address: string, ok: boolean): void {
    const instance = this.instances.find((candidate) => candidate.address === address);
    if (instance === undefined) return;
    instance.failures = ok ? 0 : instance.failures + 1;
    if (instance.failures < this.options.failures) return;
    instance.failures = 0;
    instance.until = this.options.now() + this.options.ejectMs;
    this.options.onEject(address);
  }

  private inTurn(): Instance[] {
    return [...this.instances.slice(this.next), ...this.instances.slice(0, this.next)];
  }
}
