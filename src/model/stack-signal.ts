import type { ExternalCall } from './program.js';
import type { Residual } from './residual.js';

/** Infrastructure that code makes: a function of a cloud, out of a file of the repository. */
export interface FunctionSignal {
  readonly kind: 'function';
  /** What made it, by which others mean it. */
  readonly made: Residual;
  /** The file, or the folder that the handler's file is in; undefined: more is said of one that was made before. */
  readonly entry?: Residual;
  /** `handler`, `index.handler`. */
  readonly handler?: Residual;
  /** Under which others invoke it. */
  readonly name?: Residual;
  /** Variables of its environment. */
  readonly env?: Residual;
  readonly call: ExternalCall;
}

/** What such a function is called for. */
export interface TriggerSignal {
  readonly kind: 'trigger';
  readonly function: Residual;
  readonly event: StackEvent;
  readonly call: ExternalCall;
}

export type StackEvent =
  | { readonly kind: 'http'; readonly method: Residual | undefined; readonly path: Residual }
  | { readonly kind: 'message'; readonly broker: 'sqs' | 'sns' | 'eventbridge' | 'kinesis'; readonly topic: Residual }
  | { readonly kind: 'schedule' };

/** A function is called by its name, through the cloud. */
export interface InvokeSignal {
  readonly kind: 'invoke';
  readonly function: Residual;
  /** Whoever calls waits for what it returns; undefined: nobody knows. */
  readonly waits: boolean | undefined;
  /** A member of the environment: that it is a function at all, only who deploys it knows. */
  readonly isBinding?: true;
  /** The method of it that is called. */
  readonly method?: string;
  readonly call: ExternalCall;
}
