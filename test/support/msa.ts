import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { onTestFinished } from 'vitest';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const BIN = path.resolve('bin/run.js');

/** The built msa as a child process, without colours and without a terminal. */
export function msa(args: readonly string[], { cwd = process.cwd(), env = {} }: RunOptions = {}): Promise<Outcome> {
  return run(process.execPath, [BIN, ...args], { cwd, env });
}

/** A shell script in which "$@" is the built msa. */
export function shell(script: string, { cwd = process.cwd(), env = {} }: RunOptions = {}): Promise<Outcome> {
  return run('bash', ['-c', script, 'bash', process.execPath, BIN], { cwd, env });
}

function run(command: string, args: readonly string[], { cwd, env }: Required<RunOptions>): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const { FORCE_COLOR: _force, NO_COLOR: _no, CI: _ci, ...inherited } = process.env; // of vitest and of the machine that tests, not of the test
    const child = spawn(command, args, { cwd, env: { ...inherited, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    child.stdout.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout: Buffer.concat(chunks.stdout).toString(), stderr: Buffer.concat(chunks.stderr).toString() });
    });
  });
}

/** A temporary folder with these files, gone after the test. */
export async function folder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'msa-test-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  return root;
}
