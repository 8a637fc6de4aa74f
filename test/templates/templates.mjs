// npm run test:templates [-- --quick] [-- --real] [-- --only rest,grpc]
// Services from every layer alone and from sets that hold every allowed pair. `--quick`: a handful. `--real`: the generated
// tests run on a PostgreSQL server. `--only`: one set.
import { rmSync, symlinkSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { pairwise, readLayers, singles } from './combinations.mjs';
import { installDependencies } from './dependencies.mjs';
import { startPostgres } from './postgres.mjs';
import { tryService } from './service.mjs';

/** Words that SQL, JavaScript or file names could stumble over. */
const NAMES = ['orders', 'line-items', 'groups'];

const QUICK = [
  ['rest'],
  ['api-gateway', 'zero-trust', 'tracing', 'health', 'rolling'],
  ['rest', 'grpc', 'database-per-service', 'circuit-breaker', 'canary'],
];

const { values: flags } = parseArgs({
  options: { quick: { type: 'boolean' }, real: { type: 'boolean' }, only: { type: 'string' }, types: { type: 'boolean' } },
});
const templates = fileURLToPath(new URL('../../templates/', import.meta.url));
const modules = installDependencies(`${templates}versions.json`);

checkTypes();
if (!flags.types) await tryAll();

/** As they lie, all layers as one tree. */
function checkTypes() {
  const link = `${templates}node_modules`;
  rmSync(link, { force: true });
  symlinkSync(modules, link);
  const { status } = spawnSync(`${modules}/.bin/tsc`, ['--noEmit', '-p', `${templates}tsconfig.json`], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
  console.log('the types of all layers together: fine');
}

async function tryAll() {
  const layers = readLayers(templates);
  const sets = setsOf(layers);
  const server = flags.real ? await startPostgres() : undefined;
  const env = server === undefined ? {} : { DATABASE_URL: server.url };
  let failed = 0;
  const begun = performance.now();
  try {
    for (const [index, patterns] of sets.entries()) {
      const started = performance.now();
      const outcome = await tryService({ name: NAMES[index % NAMES.length], patterns, modules, env }).then(
        () => 'ok  ',
        (error) => {
          failed++;
          console.log(error.message);
          return 'FAIL';
        },
      );
      console.log(`${outcome} ${seconds(started)} ${index + 1}/${sets.length} ${patterns.join(' ')}`);
    }
  } finally {
    await server?.stop();
  }
  console.log(`${sets.length - failed} of ${sets.length} sets of layers, ${seconds(begun).trim()}`);
  if (failed > 0) process.exitCode = 1;
}

function setsOf(layers) {
  if (flags.only !== undefined) return [flags.only.split(',')];
  if (flags.quick) return QUICK;
  return [...singles(layers), ...pairwise(layers)];
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(0)} s`.padStart(6);
}
