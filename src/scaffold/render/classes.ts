import ignore from 'ignore';

import { mergeKind } from '../merge/kind.js';
import type { FileClass } from '../wanted.js';

/** Of a file of a layer, by the layer's globs for seeds and by what it is. */
export function classOf(path: string, content: string | Uint8Array, seed: readonly string[]): FileClass {
  const hasBlocks = typeof content === 'string' && content.includes('msa:begin');
  if (
    ignore()
      .add([...seed])
      .ignores(path)
  )
    return hasBlocks ? 'block' : 'seed';
  return mergeKind(path) === 'keys' ? 'structured' : 'managed';
}
