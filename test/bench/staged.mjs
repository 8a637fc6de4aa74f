/** Makes of a folder a repository in which one source file is staged anew before each run, as before the next commit. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const NOBODY = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', '-c', 'commit.gpgsign=false'];

/** The repository, and the command that stages a change. */
export function repositoryOf(folder) {
  const copy = mkdtempSync(path.join(os.tmpdir(), 'msa-bench-staged-'));
  const left = new Set(['node_modules', '.git', 'dist']);
  cpSync(folder, copy, { recursive: true, filter: (file) => file === folder || !left.has(path.basename(file)) });
  git(copy, 'init', '--quiet');
  git(copy, 'add', '--all');
  git(copy, 'commit', '--quiet', '--no-verify', '--message', 'before');
  const sources = git(copy, 'ls-files', '-z')
    .split('\0')
    .filter((file) => /(^|\/)src\/(?!.*(test|e2e|mock|spec)).*(?<!\.d)\.[jt]s$/.test(file));
  const file = sources[Math.floor(sources.length / 2)]; // code of some service or library
  return { root: copy, prepare: [process.execPath, fileURLToPath(import.meta.url), copy, file] };
}

function git(cwd, ...args) {
  return execFileSync('git', [...NOBODY, ...args], { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , root, file] = process.argv;
  appendFileSync(path.join(root, file), `export const staged${process.hrtime.bigint()} = 1;\n`);
  git(root, 'add', file);
}
