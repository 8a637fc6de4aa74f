import { readFile } from 'node:fs/promises';

import { z } from 'zod';

/** Beside src/ as beside dist/. */
const FILE = new URL('../../callers.json', import.meta.url);

const schema = z.object({ callers: z.array(z.string()) });

/** The services that may call this one: `calls` of msa.yaml, seen from the other side. */
export async function declaredCallers(): Promise<ReadonlySet<string>> {
  return new Set(schema.parse(JSON.parse(await readFile(FILE, 'utf8'))).callers);
}
