/**
 * `npm run bench -- [FOLDER]`: a whole `msa lint`, without its cache, with a warm one, and of one staged file, beside tools that read the same imports. Only ratios travel between machines.
 *
 *   --services N --files M   size of the system that is generated where no FOLDER is given (40 services with 25 files each)
 *   --runs N                 runs of each command after one that warms the page cache (5)
 *   --peers a,b              only these peers; `none` for none. They are installed from npm on demand, into a cache of their own
 *   --staged FILE            the source file to change for `--staged`, once for each (some file in the middle of the list)
 *   --growth                 msa alone on 10, 20, 40 and 80 services
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { generate } from './generate.mjs';
import { measure, requireHyperfine } from './measure.mjs';
import { peers } from './peers.mjs';
import { repositoryOf } from './staged.mjs';
import { table } from './table.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    services: { type: 'string', default: '40' },
    files: { type: 'string', default: '25' },
    runs: { type: 'string', default: '5' },
    peers: { type: 'string' },
    staged: { type: 'string', multiple: true },
    growth: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const bin = path.resolve(import.meta.dirname, '../../bin/run.js');
const node = process.execPath;

requireHyperfine();
console.log(
  `${os.cpus()[0]?.model ?? 'unknown processor'}, ${os.cpus().length} cores, load ${os.loadavg()[0].toFixed(1)}, Node ${process.version}\n`,
);

startUp();
if (values.growth) growth();
else await beside(positionals[0]);

function startUp() {
  const rows = [
    { name: 'node -e 0', command: [node, '-e', '0'] },
    { name: 'msa --version', command: [node, bin, '--version'] },
    { name: 'msa lint --help', command: [node, bin, 'lint', '--help'] },
  ];
  console.log(`${table('start-up', measured(rows, 20), 'node -e 0')}\n`);
}

async function beside(given) {
  const folder = given === undefined ? generate(Number(values.services), Number(values.files)) : realpathSync(given);
  const cache = mkdtempSync(path.join(os.tmpdir(), 'msa-bench-cache-'));
  const repository = repositoryOf(folder, values.staged);
  try {
    const others = await peers(values.peers?.split(','), folder);
    const rows = [
      { name: 'msa lint', command: lint(folder, ['--no-cache']) },
      { name: 'msa lint, warm', command: lint(folder, ['--cache-location', cache]) },
      ...repository.changes.map(({ file, prepare }) => ({
        name: `msa lint --staged, ${file}`,
        command: lint(repository.root, ['--staged', '--cache-location', cache]),
        prepare,
      })),
      ...others,
    ];
    const title = given === undefined ? `${values.services} services with ${values.files} files each` : path.basename(folder);
    console.log(table(title, measured(rows, runs, folder), 'msa lint'));
  } finally {
    for (const made of [cache, repository.root]) rmSync(made, { recursive: true });
    if (given === undefined) rmSync(folder, { recursive: true });
  }
}

function growth() {
  const sizes = [10, 20, 40, 80];
  const folders = sizes.map((services) => generate(services, Number(values.files)));
  try {
    const rows = sizes.map((services, index) => ({ name: `${services} services`, command: lint(folders[index], ['--no-cache']) }));
    console.log(table(`msa lint, ${values.files} files a service`, measured(rows, runs), '10 services'));
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true });
  }
}

function lint(folder, flags) {
  return [node, bin, 'lint', '--root', folder, '--fail-on', 'never', ...flags];
}

function measured(rows, times, cwd = process.cwd()) {
  return rows.map((row) => ('problem' in row ? row : { ...row, ...measure(row, { runs: times, cwd }) }));
}
