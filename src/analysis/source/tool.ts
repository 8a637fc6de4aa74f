import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The code that makes facts. */
const EXTRACT = path.resolve(import.meta.dirname, '../extract');
const PARSER = 'ts-morph/package.json';

/** Identity of what makes facts: its own code and the parser's version. Other code, other facts: no version number to forget. */
export function toolKey(): string {
  const hash = createHash('sha1').update((createRequire(import.meta.url)(PARSER) as { readonly version: string }).version);
  for (const file of readdirSync(EXTRACT).filter(isCode).sort()) hash.update(readFileSync(path.join(EXTRACT, file)));
  return hash.digest('hex');
}

function isCode(file: string): boolean {
  return /(?<!\.d)\.[jt]s$/.test(file);
}
