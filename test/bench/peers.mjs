import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const CACHE = path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'msa-bench');
const EXTENSIONS = 'ts,tsx,js,jsx,mts,cts,mjs,cjs';

/** Tools that read the imports of the same files; each says what to install and what to run in the tree. */
const PEERS = {
  'dependency-cruiser': {
    command: (_, folder) => [process.execPath, path.join(import.meta.dirname, 'dependency-cruiser.mjs'), folder],
  },
  dpdm: {
    packages: ['dpdm@4.3.0', 'typescript@5.9.3'],
    command: (bin) => [bin('dpdm'), '--no-tree', '--no-warning', '--no-progress', '--circular', `./**/*.{${EXTENSIONS}}`],
  },
  madge: {
    packages: ['madge@8.0.0', 'typescript@5.9.3'],
    command: (bin) => [bin('madge'), '--extensions', EXTENSIONS, '--circular', '--no-spinner', '.'],
    accepts: [0, 1],
  },
  'eslint-boundaries': {
    packages: [
      ...['eslint-plugin-boundaries@5.3.1', 'eslint@9.39.1', '@typescript-eslint/parser@8.48.0'],
      ...['eslint-import-resolver-typescript@4.4.4', 'typescript@5.9.3'],
    ],
    files: { 'eslint.config.mjs': eslintConfig() },
    command: (bin, _, place) => [bin('eslint'), '--no-config-lookup', '--config', path.join(place, 'eslint.config.mjs'), '.'],
    accepts: [0, 1],
  },
};

/** `{ name, command, accepts }` of each peer, or `{ name, problem }` where it cannot be installed. */
export async function peers(wanted, folder) {
  const names = wanted ?? Object.keys(PEERS);
  return names
    .filter((name) => name !== 'none')
    .map((name) => {
      const peer = PEERS[name];
      if (peer === undefined) return { name, problem: `unknown; there are ${Object.keys(PEERS).join(', ')}` };
      const place = path.join(CACHE, name);
      const problem = install(peer, place);
      if (problem !== undefined) return { name, problem };
      const bin = (command) => path.join(place, 'node_modules/.bin', command);
      return { name: `${name} ${versionOf(peer, name)}`, command: peer.command(bin, folder, place), accepts: peer.accepts ?? [0] };
    });
}

function install({ packages = [], files = {} }, place) {
  if (packages.length === 0) return undefined;
  const stamp = path.join(place, 'installed.json');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== JSON.stringify(packages)) {
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, 'package.json'), '{ "private": true }');
    const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', ...packages], {
      cwd: place,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    if (npm.status !== 0) return `cannot be installed: ${npm.stderr.trim().split('\n')[0]}`;
    writeFileSync(stamp, JSON.stringify(packages));
  }
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(place, file), text);
  return undefined;
}

function versionOf({ packages = [] }, name) {
  const [first = ''] = packages;
  if (first !== '') return first.slice(first.lastIndexOf('@') + 1);
  return JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../node_modules', name, 'package.json'), 'utf8')).version;
}

function eslintConfig() {
  return `import parser from '@typescript-eslint/parser';
import boundaries from 'eslint-plugin-boundaries';

export default [
  { ignores: ['**/node_modules/**', '**/dist/**', '**/build/**'] },
  {
    files: ['**/*.{${EXTENSIONS}}'],
    languageOptions: { parser },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    plugins: { boundaries },
    settings: {
      'boundaries/elements': [{ type: 'service', pattern: '{services,apps,packages}/*', capture: ['name'] }],
      'import/resolver': { typescript: { noWarnOnMultipleProjects: true } },
    },
    rules: {
      'boundaries/element-types': ['error', { default: 'disallow', rules: [{ from: 'service', allow: [['service', { name: '\${from.name}' }]] }] }],
    },
  },
];
`;
}
