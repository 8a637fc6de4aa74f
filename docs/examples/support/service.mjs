// Processes of a workspace: commands that end, and services that run.
import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const STARTS_WITHIN = 300_000;
const STOPS_WITHIN = 20_000;
const LAST_LINES = 30;

/** Gives what it has printed; throws that when it fails. */
export async function run(program, args, options = {}) {
  try {
    const { stdout } = await promisify(execFile)(program, args, { maxBuffer: 2 ** 26, ...options });
    return stdout;
  } catch (error) {
    throw new Error(`${program} ${args.join(' ')}: ${[error.stdout, error.stderr].filter(Boolean).join('\n') || error.message}`);
  }
}

/** Starts src/main.ts of a service, as `npm run dev` does, and resolves when it is ready. `stop` wants a clean end. */
export async function startService(name, { folder, env }) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', (line) => lines.push(line));
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
  let running = true;
  void ended.then(() => (running = false));

  const fail = (what) => {
    child.kill('SIGKILL');
    throw new Error(`${name} ${what}:\n${lines.slice(-LAST_LINES).join('\n')}`);
  };
  const url = `http://127.0.0.1:${env.PORT}`;
  const late = Date.now() + STARTS_WITHIN;
  while (!(await isReady(url))) {
    if (!running) fail('has ended');
    if (Date.now() > late) fail('is not ready');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    name,
    url,
    lines,
    async stop() {
      const timer = setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN);
      child.kill('SIGTERM');
      const code = await ended;
      clearTimeout(timer);
      if (code !== 0) fail(`has ended with ${code}`);
    },
  };
}

async function isReady(url) {
  return fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

export async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return String(port);
}

/** Asks until the answer is as wanted, and gives it. Not too often: a gateway counts its clients. */
export async function until(ask, isWanted, { within = 180_000, every = 500 } = {}) {
  const end = Date.now() + within;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`it did not come to that: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
