import type { z } from 'zod';

import type { Calls } from '../calls.js';
import type { Db } from '../database/db.js';
import type { Logger } from '../log.js';
import { type Loop, loop } from '../loop.js';
import { token } from '../service.js';
import type { StreamLog } from './log.js';
import type { StreamDefinition, StreamRecord } from './stream.js';

/** Given by the module of this folder. */
export const streams = token<Streams>('the streams');

/**
 * Runs in the transaction that moves the offset. A rejection undoes the batch, and the partition waits: going on would
 * break the order.
 */
export type Handle<Data> = (record: StreamRecord<Data>) => Promise<void>;

interface Deps {
  readonly db: Db;
  readonly log: StreamLog;
  readonly calls: Calls;
  readonly logger: Logger;
}

export interface StreamOptions {
  readonly poll: number;
  readonly batch: number;
}

export class Streams {
  private readonly loops: { readonly stream: string; readonly loop: Loop }[] = [];
  private readonly joining: (() => Promise<void>)[] = [];

  constructor(
    private readonly deps: Deps,
    private readonly options: StreamOptions,
  ) {}

  /** In the transaction that runs, if any. */
  async append<Data extends z.ZodType>(stream: StreamDefinition<Data>, key: string, data: z.input<Data>): Promise<void> {
    const { db, log, calls } = this.deps;
    const value = stream.data.parse(data);
    await calls.send({ carrier: 'message', peer: 'stream', operation: stream.name }, async (headers) =>
      log.append(stream, key, value, headers),
    );
    db.afterCommit(() => {
      for (const { stream: name, loop: reader } of this.loops) if (name === stream.name) reader.wake();
    });
  }

  /**
   * Before the service listens. Every group gets every record; the instances of one share its partitions. `group` names
   * it for ever: another name begins from the first record.
   */
  consume<Data extends z.ZodType>(stream: StreamDefinition<Data>, group: string, handle: Handle<z.output<Data>>): void {
    this.joining.push(async () => this.deps.log.join(stream, group));
    const work = async () => this.handleBatch(stream, group, handle);
    this.loops.push({ stream: stream.name, loop: loop(`stream ${stream.name}, ${group}`, this.options.poll, this.deps.logger, work) });
  }

  async start(): Promise<void> {
    for (const join of this.joining) await join();
    for (const { loop: reader } of this.loops) reader.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.loops.map(async ({ loop: reader }) => reader.stop()));
  }

  /** False when every partition has been read, or is read by others. */
  private async handleBatch<Data extends z.ZodType>(
    stream: StreamDefinition<Data>,
    group: string,
    handle: Handle<z.output<Data>>,
  ): Promise<boolean> {
    const { db, log, calls } = this.deps;
    return db.transaction(async () => {
      const offset = await log.claim(stream.name, group);
      if (offset === undefined) return false;
      const records = await log.read(stream.name, offset.partition, offset.position, this.options.batch);
      for (const { headers, ...record } of records) {
        const data = stream.data.parse(record.data);
        const call = { carrier: 'message', operation: stream.name, headers } as const;
        await calls.receive(call, async () => handle({ ...record, data }));
      }
      const last = records.at(-1);
      if (last !== undefined) await log.moveTo(stream.name, group, offset.partition, last.position);
      return last !== undefined;
    });
  }
}
