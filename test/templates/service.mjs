// One service from a set of layers: made, compiled, tested, built, started, asked, its contract validated, stopped, linted.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

import { Validator } from '@seriousme/openapi-schema-validator';

const run = promisify(execFile);
const msa = new URL('../../bin/run.js', import.meta.url).pathname;
const STEP_TIMEOUT = 600_000;

/**
 * Gives how many of the generated tests passed and were skipped. Throws what the step that failed has printed. `env` is
 * for the tests: where real servers are; `killEnv` for a second run of those that kill processes, which need a database
 * server that outlives them.
 */
export async function tryService({ name, patterns, modules, env, killEnv }) {
  const root = mkdtempSync(join(tmpdir(), 'msa-template-'));
  const service = join(root, 'services', name);
  const bin = (program) => join(root, 'node_modules', '.bin', program);
  const call = async (title, program, args, options = {}) =>
    step(title, run(program, args, { cwd: service, timeout: STEP_TIMEOUT, maxBuffer: 2 ** 26, ...options }));
  try {
    await call('msa new service', process.execPath, [msa, 'new', 'service', name, '--patterns', patterns.join(','), '--yes'], {
      cwd: root,
    });
    symlinkSync(modules, join(root, 'node_modules'));
    await call('tsc', bin('tsc'), ['--noEmit']);
    const test = async (filters, more) => {
      const report = join(root, 'tests.json');
      const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters];
      await call('vitest', bin('vitest'), args, { env: { ...process.env, NO_COLOR: '1', ...more } });
      const { numPassedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
      return { passed: numPassedTests, skipped: numPendingTests };
    };
    const { passed, skipped } = await test([], env);
    const kills = killEnv !== undefined && readdirSync(join(service, 'test')).some((file) => file.endsWith('-kill.test.ts'));
    const killed = kills ? (await test(['kill.test'], killEnv)).passed : 0;
    await call('build', bin('tsc'), ['-p', 'tsconfig.build.json']);
    await step('start', startAndStop(service));
    await call('msa lint', process.execPath, [msa, 'lint', '--fail-on', 'info', '--no-cache'], { cwd: root });
    return { passed: passed + killed, skipped: skipped - killed };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function step(title, work) {
  try {
    return await work;
  } catch (error) {
    const output = [error.stdout, error.stderr].filter(Boolean).join('\n').trim();
    throw new Error(`${title}: ${output === '' ? error.message : output}`, { cause: error });
  }
}

async function startAndStop(service) {
  const env = { PATH: process.env.PATH, PORT: '0', GRPC_PORT: '0', LOG_LEVEL: 'info' };
  const child = spawn(process.execPath, ['dist/main.js'], { cwd: service, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
  const late = setTimeout(() => child.kill('SIGKILL'), 120_000);
  const lines = [];
  child.stderr.on('data', (data) => lines.push(String(data)));
  try {
    let address;
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      address = /listening at (http:\/\/[\d.]+:\d+)/.exec(line)?.[1];
      if (address !== undefined) break;
    }
    if (address === undefined) throw new Error(`it does not listen:\n${lines.join('\n')}`);
    child.stdout.resume();
    const { status } = await ready(address);
    if (status !== 200) throw new Error(`/health/ready answers ${status}`);
    await checkOpenApi(address);
    child.kill('SIGTERM');
    const code = await ended;
    if (code !== 0) throw new Error(`it ends with ${code}`);
  } finally {
    clearTimeout(late);
    child.kill('SIGKILL');
  }
}

async function checkOpenApi(address) {
  const document = await (await fetch(`${address}/openapi.json`)).json();
  const { valid, errors } = await new Validator().validate(document);
  if (!valid) throw new Error(`/openapi.json: ${JSON.stringify(errors)}`);
}

/** Background work may take a moment to begin. */
async function ready(address) {
  for (let attempt = 0; ; attempt++) {
    const answer = await fetch(`${address}/health/ready`);
    if (answer.ok || attempt > 20) return answer;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
