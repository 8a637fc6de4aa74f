import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export function requireHyperfine() {
  if (spawnSync('hyperfine', ['--version']).status === 0) return;
  console.error('bench needs hyperfine: apt install hyperfine, brew install hyperfine, or https://github.com/sharkdp/hyperfine');
  process.exit(2);
}

/**
 * Wall and CPU (user + system) seconds of a command, medians of `runs` after one that warms the page cache.
 * `accepts`: exit codes that are verdicts; a crash must not pass for a fast run. `prepare`: a command before each run, not measured.
 */
export function measure({ name, command, accepts = [0], prepare }, { runs, cwd }) {
  const [file, ...args] = command;
  const { status, stderr } = spawnSync(file, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1 << 28 });
  if (!accepts.includes(status)) return { problem: `ended with ${status}: ${stderr.trim().split('\n').at(-1)}` };
  const folder = mkdtempSync(path.join(os.tmpdir(), 'msa-hyperfine-'));
  try {
    const output = path.join(folder, 'times.json');
    const options = ['-N', '--runs', String(runs), '--ignore-failure', '--style', 'none', '--export-json', output];
    if (prepare) options.push('--prepare', quotedAll(prepare));
    const hyperfine = spawnSync('hyperfine', [...options, quotedAll(command)], { cwd, encoding: 'utf8' });
    if (hyperfine.status !== 0) throw new Error(`hyperfine on ${name}: ${hyperfine.stderr}`);
    const { results } = JSON.parse(readFileSync(output, 'utf8'));
    const [{ median, min, max, user, system }] = results;
    return { median, min, max, cpu: user + system };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function quotedAll(command) {
  return command.map(quoted).join(' ');
}

function quoted(word) {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
