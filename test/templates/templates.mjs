// npm run test:templates [-- --quick] [-- --real] [-- --only rest,grpc [--name line-items]] [-- --from 12]
// A workspace as it is developed; services from every layer alone and from sets that hold every allowed pair. `--quick`: a
// handful; what kills processes runs on PostgreSQL, where it is installed. `--real`: the generated tests run on PostgreSQL,
// NATS, RabbitMQ, Mosquitto and Redis. `--only`: one set, as a service of that name. `--from`: the sets from that number on.
import { rmSync, symlinkSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { pairwise, readLayers, singles } from './combinations.mjs';
import { installDependencies } from './dependencies.mjs';
import { startServers } from './servers/all.mjs';
import { hasPostgres, startPostgres } from './servers/postgres.mjs';
import { tryService } from './service.mjs';
import { tryWorkspace } from './workspace.mjs';

/** Words that SQL, JavaScript or file names could stumble over. */
const NAMES = ['orders', 'line-items', 'groups'];

const QUICK = [
  ['rest'],
  ['api-gateway', 'zero-trust', 'tracing', 'health', 'rolling'],
  ['rest', 'grpc', 'database-per-service', 'circuit-breaker', 'canary'],
];

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    real: { type: 'boolean' },
    only: { type: 'string' },
    name: { type: 'string' },
    from: { type: 'string', default: '1' },
    types: { type: 'boolean' },
  },
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
  const servers = await serversFor(flags);
  const total = { failed: 0, passed: 0, skipped: 0 };
  const first = Number(flags.from);
  const begun = performance.now();
  if (flags.only === undefined && first === 1) await tryWhole(total);
  try {
    for (const [index, patterns] of sets.entries()) {
      if (index + 1 < first) continue;
      const started = performance.now();
      const name = flags.name ?? NAMES[index % NAMES.length];
      const outcome = await outcomeOf({ name, patterns, modules, ...servers.envs }, total);
      console.log(`${outcome} ${seconds(started)} ${index + 1}/${sets.length} ${patterns.join(' ')}`);
    }
  } finally {
    await servers.stop();
  }
  const tests = `${total.passed} generated tests passed, ${total.skipped} skipped`;
  console.log(`${sets.length - first + 1} sets of layers: ${total.failed} failures, ${tests}, ${seconds(begun).trim()}`);
  if (total.failed > 0) process.exitCode = 1;
}

/** What they are for: all tests, or those alone that kill processes, which an embedded database does not outlive. */
async function serversFor({ real, quick }) {
  if (real) return startServers().then(({ env, stop }) => ({ envs: { env }, stop }));
  if (quick && hasPostgres()) return startPostgres().then(({ env, stop }) => ({ envs: { env: {}, killEnv: env }, stop }));
  if (quick) console.log('no PostgreSQL is installed here: tests that kill processes are skipped');
  return { envs: { env: {} }, stop: async () => undefined };
}

/** A workspace, as its `npm run dev` starts it. */
async function tryWhole(total) {
  const started = performance.now();
  try {
    await tryWorkspace(modules);
    console.log(`ok   ${seconds(started)} npm run dev of a workspace`);
  } catch (error) {
    total.failed++;
    console.log(`${error.message}\nFAIL ${seconds(started)} npm run dev of a workspace`);
  }
}

/** One word, and the sums. With all servers there is nothing left to skip. */
async function outcomeOf(set, total) {
  try {
    const { passed, skipped } = await tryService(set);
    total.passed += passed;
    total.skipped += skipped;
    if (flags.real && skipped > 0) throw new Error(`${skipped} tests were skipped although every server is there`);
    return 'ok  ';
  } catch (error) {
    total.failed++;
    console.log(error.message);
    return 'FAIL';
  }
}

function setsOf(layers) {
  if (flags.only !== undefined) return [flags.only.split(',')];
  if (flags.quick) return QUICK;
  return [...singles(layers), ...pairwise(layers)];
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(0)} s`.padStart(6);
}
