/** Who calls. */
export interface Principal {
  /** Unique over users and keys: what limits are counted by. */
  readonly id: string;
  readonly kind: 'user' | 'key';
  readonly roles: readonly string[];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined on routes that are `open`. */
    principal: Principal | undefined;
  }
}
