import { createHash } from 'node:crypto';

import type { z } from 'zod';

export interface StreamDefinition<Data extends z.ZodType = z.ZodType> {
  readonly name: string;
  /** How many consumers of a group can work at a time. Never changed later: keys would move, and lose their order. */
  readonly partitions: number;
  readonly data: Data;
}

export function defineStream<Data extends z.ZodType>(definition: StreamDefinition<Data>): StreamDefinition<Data> {
  return definition;
}

export interface StreamRecord<Data> {
  readonly partition: number;
  readonly position: number;
  readonly key: string;
  readonly data: Data;
  readonly at: Date;
}

/** Records of one key are in one partition, and so in their order. */
export function partitionOf({ partitions }: Pick<StreamDefinition, 'partitions'>, key: string): number {
  return createHash('sha1').update(key).digest().readUInt32BE(0) % partitions;
}
