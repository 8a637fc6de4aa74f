// Starts every service of the workspace with its `dev` script; what they say is prefixed with their name. Ctrl-C stops all.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const wanted = new Set(process.argv.slice(2));
const services = readdirSync('services', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && hasDev(`services/${entry.name}`))
  .map(({ name }) => name)
  .filter((name) => wanted.size === 0 || wanted.has(name));

if (services.length === 0) {
  console.error('no service with a dev script');
  process.exit(1);
}

const width = Math.max(...services.map((name) => name.length));
const children = services.map((name) => start(name));

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => stopAll());
}

function hasDev(folder) {
  const file = `${folder}/package.json`;
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).scripts?.dev !== undefined;
}

function start(name) {
  const isWindows = process.platform === 'win32';
  // A process group of its own, so that a signal reaches what npm has started too.
  const child = spawn('npm', ['run', '--silent', 'dev'], {
    cwd: `services/${name}`,
    shell: isWindows,
    detached: !isWindows,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => console.log(`${name.padEnd(width)} | ${line}`));
  }
  child.on('exit', (code) => {
    console.log(`${name.padEnd(width)} | ended${code === null ? '' : ` with ${code}`}`);
    if (code !== 0 && code !== null) process.exitCode = 1;
  });
  return child;
}

function stopAll() {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) continue;
    if (process.platform === 'win32') child.kill('SIGTERM');
    else process.kill(-child.pid, 'SIGTERM');
  }
}
