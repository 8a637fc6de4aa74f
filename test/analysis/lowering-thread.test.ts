import { describe, expect, it } from 'vitest';

import { analyze } from '../../src/analysis/analyze.js';
import { folder } from '../support/msa.js';

/** Beside what is not built there is no thread to start: all is read in this one. What is built starts it from 1,000 files on. */
const built = (await import(new URL('../../dist/analysis/analyze.js', import.meta.url).href)) as { readonly analyze: typeof analyze };

describe('a system of many files', () => {
  it('is the same whether one thread or two read it', async () => {
    const root = await folder(manyFiles());
    const alone = await analyze({ root });
    expect(alone.analysis.coverage.filesAnalysed).toBeGreaterThan(1000);
    expect(alone.analysis.system.edges).toHaveLength(SERVICES.length - 1);
    expect(alone.analysis.coverage.skipped.map(({ why }) => why)).toEqual(['binary', 'minified']);
    expect(alone.analysis.problems).toHaveLength(1);
    expect((await built.analyze({ root })).analysis).toEqual(alone.analysis);
  });
});

const SERVICES = ['accounts', 'billing', 'catalogue', 'deliveries'];

/** Each service calls the next one through a client of a common library. */
function manyFiles(): Record<string, string> {
  const files: Record<string, string> = {
    'package.json': '{ "workspaces": ["services/*", "libs/*"] }',
    'libs/client/package.json': '{ "name": "@shop/client", "main": "src/index.ts" }',
    'libs/client/src/index.ts':
      "import axios from 'axios';\nexport const call = (host: string, path: string) => axios.get(`http://${host}${path}`);\n",
    'libs/client/src/large.ts': `export const text = '${'x'.repeat(30_000)}';\n`,
    'libs/client/src/binary.ts': 'export const text = "\0";\n',
    'libs/client/src/broken.ts': 'export const = ;\n',
  };
  for (const [at, service] of SERVICES.entries()) {
    const next = SERVICES[at + 1];
    files[`services/${service}/package.json`] =
      `{ "name": "${service}", "scripts": { "start": "node src/main.js" }, "dependencies": { "express": "5", "@shop/client": "1" } }`;
    files[`services/${service}/Dockerfile`] = 'FROM node:24\nCMD ["node", "src/main.js"]\n';
    files[`services/${service}/src/main.ts`] =
      `import express from 'express';\nimport { step0 } from './steps/step0.js';\nconst app = express();\napp.get('/${service}', (request, response) => response.json(step0(request.query.id)));\napp.listen(3000);\n`;
    for (let step = 0; step < 250; step++)
      files[`services/${service}/src/steps/step${String(step)}.ts`] =
        step < 249
          ? `import { step${String(step + 1)} } from './step${String(step + 1)}.js';\nexport const step${String(step)} = (id: string) => step${String(step + 1)}(id);\n`
          : `import { call } from '@shop/client';\nexport const step249 = (id: string) => ${next === undefined ? 'id' : `call('${next}', '/${next}')`};\n`;
  }
  files['docker-compose.yml'] = `services:\n${SERVICES.map((name) => `  ${name}:\n    build: services/${name}\n`).join('')}`;
  return files;
}
