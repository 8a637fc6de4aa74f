import { setImmediate as nextTurn } from 'node:timers/promises';

import type { LowerTexts, SourceText } from './lower-texts.js';

/** Source files of a folder that may be asked for. */
export interface LikelyFiles {
  readonly root: string;
  readonly files: readonly string[];
}

/** What texts give, in their order, as JSON. */
export interface Answer {
  /** A list. */
  readonly digests: string;
  /** A list too: bytes change threads without being copied, and are no garbage to collect. */
  readonly facts: Uint8Array<ArrayBuffer>;
  /** Bytes of each of them, between which one stands. */
  readonly lengths: readonly number[];
}

export interface Answering {
  readonly answer: (texts: readonly SourceText[]) => Promise<Answer>;
  /** Lowers files before anybody has asked, until somebody asks: what they hold then is compared with what is asked for. */
  readonly begin: (files: LikelyFiles) => Promise<void>;
}

interface Made {
  readonly facts: string;
  readonly digest: string;
}

/** `textOf`: what a file holds now; undefined where that is no source. */
export function answering(lower: LowerTexts, textOf: (root: string, file: string) => string | undefined): Answering {
  const ahead = new Map<string, Made & { readonly text: string }>();
  let isAsked = false;

  async function made(source: SourceText): Promise<Made> {
    const [lowered] = await lower([source]);
    return { facts: JSON.stringify(lowered?.facts()), digest: JSON.stringify(lowered?.digest) };
  }

  return {
    answer: async (texts) => {
      isAsked = true;
      const all: Made[] = [];
      for (const { file, text } of texts) {
        const known = ahead.get(file);
        ahead.delete(file);
        all.push(known?.text === text ? known : await made({ file, text }));
      }
      const [digests, facts] = [all.map(({ digest }) => digest), all.map(({ facts }) => facts)];
      return { digests: listOf(digests), facts: bytes.encode(listOf(facts)), lengths: facts.map((json) => Buffer.byteLength(json)) };
    },
    begin: async ({ root, files }) => {
      for (const file of files) {
        await nextTurn(); // so that who asks is heard
        if (isAsked) return;
        const text = textOf(root, file);
        if (text !== undefined) ahead.set(file, { text, ...(await made({ file, text })) });
      }
    },
  };
}

function listOf(jsons: readonly string[]): string {
  return `[${jsons.join(',')}]`;
}

/** Gives memory of its own, which can be handed to another thread. */
const bytes = new TextEncoder();
