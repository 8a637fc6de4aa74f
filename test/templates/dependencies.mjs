// The packages of all layers, installed once for all combinations, and strictly for the version of Node that runs.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives the folder `node_modules`. */
export function installDependencies(versionsFile) {
  const text = readFileSync(versionsFile, 'utf8');
  const { packages, overrides } = JSON.parse(text);
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const folder = join(process.env.TEMPLATES_CACHE ?? tmpdir(), `msa-templates-${hash}`);
  const modules = join(folder, 'node_modules');
  const done = join(folder, 'done');
  if (existsSync(done)) return modules;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: packages, overrides }));
  execFileSync('npm', ['install', '--engine-strict', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: 'inherit' });
  writeFileSync(done, '');
  return modules;
}
