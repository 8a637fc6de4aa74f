import { randomUUID } from 'node:crypto';

import { z } from 'zod';

/**
 * Who an event is for.
 *
 * - `domain`: the inside of this service; handled in the transaction that publishes it, never leaves the process.
 * - `integration`: other services; a contract, through the outbox.
 * - `system`: operations (started, stopping); sent directly, may be lost.
 */
export type Kind = 'domain' | 'integration' | 'system';

export interface EventDefinition<Data extends z.ZodType = z.ZodType> {
  readonly kind: Kind;
  /** Entity and what happened to it: `widget.created`. */
  readonly type: string;
  /** Goes up when older consumers cannot read it any more; additions do not need that. */
  readonly version: number;
  readonly summary: string;
  readonly data: Data;
}

export function defineEvent<Data extends z.ZodType>(definition: EventDefinition<Data>): EventDefinition<Data> {
  return definition;
}

/** Where it is sent: two versions of an event are two topics, so that both can be told for a while. */
export function topicOf({ type, version }: Pick<EventDefinition, 'type' | 'version'>): string {
  return `${type}.v${version}`;
}

const envelope = z.object({
  /** The same when it is sent again. */
  id: z.uuid(),
  type: z.string(),
  version: z.number().int().min(1),
  kind: z.enum(['domain', 'integration', 'system']),
  /** The service that tells it. */
  source: z.string(),
  /** Of what it tells: events of one key arrive in their order. */
  key: z.string(),
  time: z.iso.datetime(),
});

/** The whole event, as it travels. */
export function envelopeOf<Data extends z.ZodType>(definition: EventDefinition<Data>) {
  return envelope.extend({ data: definition.data });
}

export interface Event<Data = unknown> extends z.output<typeof envelope> {
  readonly data: Data;
}

/** Throws when the data are not what the definition says. */
export function newEvent<Data extends z.ZodType>(
  definition: EventDefinition<Data>,
  source: string,
  { key, data }: { readonly key: string; readonly data: z.input<Data> },
): Event<z.output<Data>> {
  const { type, version, kind } = definition;
  return { id: randomUUID(), type, version, kind, source, key, time: new Date().toISOString(), data: definition.data.parse(data) };
}
