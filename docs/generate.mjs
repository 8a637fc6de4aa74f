/** Writes what is generated from the code's own metadata: `npm run docs`. */
import { writeFileSync } from 'node:fs';

import { MANIFEST_SCHEMA } from '../dist/analysis/manifest/schema.js';

write('json-schema/msa.schema.json', `${JSON.stringify(MANIFEST_SCHEMA, null, 2)}\n`);

function write(file, text) {
  writeFileSync(new URL(file, import.meta.url), text);
}
