import { setImmediate as nextTurn } from 'node:timers/promises';

import type { LowerTexts, SourceText } from './lower-texts.js';

/** Source files of a folder that may be asked for. */
export interface LikelyFiles {
  readonly root: string;
  readonly files: readonly string[];
}

export interface Answering {
  /** The facts of these texts as JSON. */
  readonly answer: (texts: readonly SourceText[]) => Promise<string>;
  /** Lowers files before anybody has asked, until somebody asks: what they hold then is compared with what is asked for. */
  readonly begin: (files: LikelyFiles) => Promise<void>;
}

/** `textOf`: what a file holds now; undefined where that is no source. */
export function answering(lower: LowerTexts, textOf: (root: string, file: string) => string | undefined): Answering {
  const ahead = new Map<string, { readonly text: string; readonly json: string }>();
  let isAsked = false;

  async function jsonOf(source: SourceText): Promise<string> {
    const [made] = await lower([source]);
    return JSON.stringify(made);
  }

  return {
    answer: async (texts) => {
      isAsked = true;
      const all: string[] = [];
      for (const { file, text } of texts) {
        const known = ahead.get(file);
        ahead.delete(file);
        all.push(known?.text === text ? known.json : await jsonOf({ file, text }));
      }
      return `[${all.join(',')}]`;
    },
    begin: async ({ root, files }) => {
      for (const file of files) {
        await nextTurn(); // so that who asks is heard
        if (isAsked) return;
        const text = textOf(root, file);
        if (text !== undefined) ahead.set(file, { text, json: await jsonOf({ file, text }) });
      }
    },
  };
}
