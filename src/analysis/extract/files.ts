import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Problem, SkippedFile } from '../../model/deployment.js';
import type { ModuleFacts } from '../../model/module-facts.js';
import { extract } from './extract.js';
import { jsonFacts } from './json.js';

export interface Extracted {
  readonly modules: readonly ModuleFacts[];
  readonly skipped: readonly SkippedFile[];
  readonly problems: readonly Problem[];
}

/** Files above this many bytes are data or bundles, not source that people wrote. */
const MAX_BYTES = 1_000_000;
/** Mean characters a line above which a file of some size is minified (measured on committed bundles). */
const MINIFIED = { meanLine: 250, bytes: 20_000 } as const;

/**
 * Reads and lowers every file; what cannot be read is told, never dropped in silence. Nothing else could run meanwhile,
 * and a file read at once costs a tenth of one that is waited for.
 */
export function extractFiles(root: string, files: readonly string[]): Extracted {
  const modules: ModuleFacts[] = [];
  const skipped: SkippedFile[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const text = read(join(root, file));
    const why = text === undefined ? 'unreadable' : reasonToSkip(text);
    if (text === undefined || why !== undefined) {
      skipped.push({ file, why: why ?? 'unreadable' });
      if (text === undefined) problems.push({ at: { file, line: 1, column: 1 }, message: 'the file cannot be read' });
      continue;
    }
    const facts = file.endsWith('.json') ? jsonFacts(file, text) : extract(file, text);
    modules.push(facts);
    for (const { line, column, message } of facts.parseErrors.slice(0, 1))
      problems.push({ at: { file, line, column }, message: `syntax error: ${message}` });
  }
  return { modules, skipped, problems };
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}

function reasonToSkip(text: string): SkippedFile['why'] | undefined {
  if (text.length > MAX_BYTES) return 'too-large';
  if (text.slice(0, 4096).includes('\0')) return 'binary';
  if (text.length <= MINIFIED.bytes) return undefined;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > MINIFIED.meanLine ? 'minified' : undefined;
}
