/** Makes of a folder a repository in which one source file is staged anew before each run, as before the next commit. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const NOBODY = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', '-c', 'commit.gpgsign=false'];

/** A repository with these files in it, and for each of `changed` (as a rule one of its source files) the command that stages a change of it. */
export function repositoryOf(folder, changed = []) {
  const copy = mkdtempSync(path.join(os.tmpdir(), 'msa-bench-staged-'));
  const left = new Set(['node_modules', '.git', 'dist']);
  cpSync(folder, copy, { recursive: true, filter: (file) => file === folder || !left.has(path.basename(file)) });
  git(copy, 'init', '--quiet');
  git(copy, 'add', '--all');
  git(copy, 'commit', '--quiet', '--no-verify', '--message', 'before');
  const files = changed.length > 0 ? changed : [someSource(copy)];
  return { root: copy, changes: files.map((file) => ({ file, prepare: [process.execPath, fileURLToPath(import.meta.url), copy, file] })) };
}

/** Code of some service or library. */
function someSource(root) {
  const sources = git(root, 'ls-files', '-z')
    .split('\0')
    .filter((file) => /(^|\/)src\/(?!.*(test|e2e|mock|spec)).*(?<!\.d)\.[jt]s$/.test(file));
  return sources[Math.floor(sources.length / 2)];
}

function git(cwd, ...args) {
  return execFileSync('git', [...NOBODY, ...args], { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , root, file] = process.argv;
  appendFileSync(path.join(root, file), `export const staged${process.hrtime.bigint()} = 1;\n`);
  git(root, 'add', file);
}
