import type { FileFacts, LowerTexts, SourceText } from './lower-texts.js';

/** Characters handed over at once: long enough for JSON that V8 puts where it stays (above 100 KB), short enough to wait for. */
const LENGTH = 200_000;
/** Lists handed over before one is waited for, so that a thread that lowers them always has another one. */
const AHEAD = 2;

export interface Batches {
  readonly ask: (text: SourceText) => void;
  /** Hands over what is left. */
  readonly send: () => void;
  /** Until the next list has come back; undefined: nothing is asked for. */
  readonly next: () => Promise<void> | undefined;
}

/** Texts go to `lower` in lists, and come back in the order in which they went. */
export function inBatches(lower: LowerTexts, take: (made: readonly FileFacts[]) => void): Batches {
  const running: Promise<void>[] = [];
  let batch: SourceText[] = [];
  let length = 0;

  async function lowered(texts: readonly SourceText[]): Promise<void> {
    take(await lower(texts));
    void running.shift();
  }

  function send(): void {
    if (batch.length === 0) return;
    const made = lowered(batch);
    made.catch(() => undefined); // told to who waits for it
    running.push(made);
    [batch, length] = [[], 0];
  }

  return {
    ask: (text) => {
      batch.push(text);
      length += text.text.length;
      if (length >= LENGTH) send();
    },
    send,
    next: () => {
      if (running.length < AHEAD) send();
      return running[0];
    },
  };
}
