/**
 * Build step: the command line in few files, dist/bundle. Opening, resolving and compiling hundreds of modules takes longer than running
 * them. Names stay as they are, so that stacks can be read. The library and its types are dist as the compiler made it.
 */
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { rolldown } from 'rolldown';

import { codeDigest } from '../dist/analysis/memory/tool.js';
import { parserAlone } from './parser-alone.js';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');
const bundle = path.join(dist, 'bundle');

/** Large, looked up by their names at run time, or themselves looking for others. */
const APART = /^(typescript|dependency-cruiser|protobufjs)(\/|$)/;

/** What imports at run time is not compiled from what was kept (src/cli/compile-cache.ts): it lies apart from what is large. */
const IMPORTING = {
  name: 'importing',
  test: /(imports[\\/]judge|plugins[\\/]load|core[\\/]lib[\\/]module-loader|ts-path|lilconfig.*)\.js$/,
};

const commands = readdirSync(path.join(dist, 'commands'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.js'))
  .map((file) => ({ id: file.slice(0, -'.js'.length).split(path.sep).join(':'), file: path.join(dist, 'commands', file) }))
  .map(({ id, file }) => ({ id, file, name: `command-${id.replaceAll(':', '-')}` }));

rmSync(bundle, { recursive: true, force: true });
const bundler = await rolldown({
  input: {
    main: path.join(dist, 'cli/bundled.js'),
    'lowering-thread': path.join(dist, 'analysis/lowering-thread.js'),
    'command-not-found': path.join(dist, 'cli/command-not-found.js'),
    ...Object.fromEntries(commands.map(({ name, file }) => [name, file])),
  },
  external: APART,
  platform: 'node',
  plugins: [await parserAlone(path.join(dist, 'analysis/extract'))],
  checks: { ineffectiveDynamicImport: false },
});
// All beside each other: what lies outside is found from every one of them in the same way.
const { output } = await bundler.write({
  dir: bundle,
  format: 'cjs',
  codeSplitting: { groups: [IMPORTING] },
  exports: 'named',
  entryFileNames: '[name].cjs',
  chunkFileNames: '[name]-[hash].cjs',
});
await bundler.close();

/** oclif asks for one. */
const table = commands.map(({ id, name }) => `  get '${id}'() {\n    return require('./${name}.cjs').default;\n  },`);
writeFileSync(path.join(bundle, 'commands.cjs'), `exports.COMMANDS = {\n${table.join('\n')}\n};\n`);
writeFileSync(path.join(bundle, 'analysis.sha1'), codeDigest(dist));
writeFileSync(path.join(bundle, 'LICENSES.txt'), licences(output.flatMap(({ moduleIds = [] }) => moduleIds)));

/** Of the packages whose code is in the bundle. */
function licences(files) {
  const used = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  // ts-morph brings TypeScript without its licence.
  const folders = new Set([...used, path.join(root, 'node_modules/typescript')]);
  return [...folders]
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
      const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file) && statSync(path.join(folder, file)).isFile());
      return [`${name} ${version} (${license})`, ...texts.map((file) => readFileSync(path.join(folder, file), 'utf8').trim())].join('\n\n');
    })
    .sort()
    .join(`\n\n${'-'.repeat(80)}\n\n`);
}
