import type { ModuleDigest } from '../../model/module-digest.js';
import type { ModuleFacts } from '../../model/module-facts.js';
import type { LoweredSource } from '../../model/source.js';
import { dataFacts } from './data.js';

export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** What one file gives. */
export interface FileFacts extends LoweredSource {
  readonly file: string;
}

/** Facts of these files, in their order. */
export type LowerTexts = (texts: readonly SourceText[]) => Promise<readonly FileFacts[]>;

export type DigestOf = (facts: ModuleFacts) => ModuleDigest;

/** The parser is loaded with the first file that needs it: where nothing has changed, never. */
export function lowerHere(digestOf: DigestOf): LowerTexts {
  let extract: ((file: string, text: string) => ModuleFacts) | undefined;
  const factsOf = async ({ file, text }: SourceText): Promise<ModuleFacts> =>
    /\.(json|ya?ml)$/.test(file) ? dataFacts(file, text) : (extract ??= (await import('./extract.js')).extract)(file, text);
  return async (texts) => {
    const made: FileFacts[] = [];
    for (const text of texts) {
      const facts = await factsOf(text);
      made.push({ file: text.file, facts: () => facts, digest: digestOf(facts) });
    }
    return made;
  };
}
