// A workspace of three services, started as its README says, with `npm run dev`, and stopped with Ctrl-C.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const msa = new URL('../../bin/run.js', import.meta.url).pathname;

const SERVICES = {
  payments: ['rest', 'health', 'database-per-service'],
  orders: ['rest', 'circuit-breaker', 'tracing'],
  edge: ['api-gateway', 'health'],
};

/** Throws what went wrong, with all that was printed. */
export async function tryWorkspace(modules) {
  const root = mkdtempSync(join(tmpdir(), 'msa-workspace-'));
  try {
    for (const [name, patterns] of Object.entries(SERVICES)) {
      await run(process.execPath, [msa, 'new', 'service', name, '--patterns', patterns.join(','), '--yes'], { cwd: root });
    }
    symlinkSync(modules, join(root, 'node_modules'));
    const { services } = JSON.parse(readFileSync(join(root, 'msa.lock.json'), 'utf8'));
    await startAndStop(
      root,
      Object.values(services).map(({ port }) => `http://127.0.0.1:${port}`),
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function startAndStop(root, addresses) {
  for (const address of addresses) if (await answers(address)) throw new Error(`somebody else answers at ${address}`);
  const lines = [];
  // A group of its own, as a terminal gives it, so that Ctrl-C reaches npm and what it has started.
  const dev = spawn('npm', ['run', 'dev'], { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  // When the last of its processes has closed what it prints to; npm may be gone before.
  const ended = new Promise((resolve) => dev.once('close', (code, signal) => resolve(code ?? signal)));
  for (const stream of [dev.stdout, dev.stderr]) stream.on('data', (data) => lines.push(String(data)));
  try {
    for (const address of addresses) await until(() => answers(`${address}/health/ready`), `${address} is not ready`);
    process.kill(-dev.pid, 'SIGINT');
    const end = await Promise.race([ended, late('it does not stop')]);
    // npm itself dies of the signal, when all others have ended.
    if (end !== 0 && end !== 'SIGINT') throw new Error(`it ends with ${end}`);
    const inOrder = lines.join('').match(/ \| ended$/gm)?.length;
    if (inOrder !== addresses.length) throw new Error(`${inOrder ?? 0} of ${addresses.length} services ended in order`);
    for (const address of addresses) if (await answers(address)) throw new Error(`${address} still answers`);
  } catch (error) {
    throw new Error(`npm run dev: ${error.message}\n${lines.join('')}`, { cause: error });
  } finally {
    await stopAll(dev);
  }
}

/** Services are in groups of their own: the script ends them on SIGTERM. */
async function stopAll(dev) {
  if (dev.exitCode !== null || dev.signalCode !== null) return;
  process.kill(-dev.pid, 'SIGTERM');
  await new Promise((resolve) => dev.once('exit', resolve));
}

async function answers(address) {
  return fetch(address).then(
    ({ status }) => (address.endsWith('/health/ready') ? status === 200 : true),
    () => false,
  );
}

async function until(check, otherwise) {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(otherwise);
}

async function late(message) {
  return new Promise((_, reject) => setTimeout(() => reject(new Error(message)), 30_000).unref());
}
