/** One step of a request that was recorded, as OpenTelemetry or Jaeger tells it. */
export interface Span {
  readonly trace: string;
  readonly id: string;
  readonly parent?: string;
  /** `service.name` of its process. */
  readonly service: string;
  readonly name: string;
  readonly kind: 'client' | 'server' | 'other';
  /** Milliseconds; only differences mean something. */
  readonly start: number;
  /** Attributes that are texts, numbers or truth values, as texts. */
  readonly attributes: ReadonlyMap<string, string>;
  /** File it was read from. */
  readonly file: string;
}
