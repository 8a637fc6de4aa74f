/**
 * Every parser of what users write, on mutated copies of real files: it answers or tells a UserError, in bounded time and
 * memory. `npm run fuzz -- --runs 100000 [--only PARSER] [--seed N] [--run I]`; the same seed gives the same inputs.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

import { parserOf, PARSERS } from './parsers.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    only: { type: 'string', multiple: true },
    seed: { type: 'string', default: '1' },
    run: { type: 'string' },
  },
});
/** A run may take so much time of the processor, and stand still so long. */
const LIMITS = { slowest: 2_000, stuck: 30_000, megabytes: 1_024 };

const top = path.resolve(import.meta.dirname, '../..');
const files = [...filesBelow('fixtures'), ...filesBelow('test/fuzz/seeds')];
const names = values.only ?? Object.keys(PARSERS);
const unknown = names.filter((name) => parserOf(name) === undefined);
if (unknown.length > 0) throw new Error(`no such parser: ${unknown.join(', ')}; there are ${Object.keys(PARSERS).join(', ')}`);

let bugs = 0;
for (const name of names) bugs += await fuzz(name);
process.exitCode = bugs === 0 ? 0 : 1;

async function fuzz(name) {
  const seeds = files.filter((file) => parserOf(name).seeds.test(file.replace('test/fuzz/', '')));
  if (seeds.length === 0) throw new Error(`no file to begin with for ${name}`);
  const [first, last] = values.run === undefined ? [0, Number(values.runs)] : [Number(values.run), Number(values.run) + 1];
  const started = performance.now();
  const found = new Map();
  let worst = 0;
  for (let from = first; from < last;) {
    const { next, worst: slowest } = await part({ name, seeds, from, to: last }, found);
    from = next;
    worst = Math.max(worst, slowest);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${name}: ${last - first} runs on ${seeds.length} files, ${found.size} bugs, ${seconds} s, slowest run ${Math.round(worst)} ms`,
  );
  for (const { run, text, says, times } of found.values()) {
    console.log(`  ${says}, ${times} times; the smallest input:\n    ${JSON.stringify(text)}`);
    console.log(`  again: npm run fuzz -- --only ${name} --seed ${values.seed} --run ${run}`);
  }
  return found.size;
}

/** One worker; when it is stuck or full it is stopped, and the next one begins behind the input that did it. */
function part({ name, seeds, from, to }, found) {
  const current = new SharedArrayBuffer(4);
  const progress = new Int32Array(current);
  const worker = new Worker(new URL('worker.mjs', import.meta.url), {
    workerData: { name, seeds, seed: Number(values.seed), from, to, current, slowest: LIMITS.slowest },
    // The stack of a main thread: with a larger one, nests are read that msa tells of as too deep.
    resourceLimits: { maxOldGenerationSizeMb: LIMITS.megabytes, stackSizeMb: 1 },
  });
  const note = (run, bug, text, says = bug) => {
    const known = found.get(bug);
    if (known === undefined) found.set(bug, { run, text, says, times: 1 });
    else
      found.set(bug, {
        ...(text !== undefined && text.length < (known.text?.length ?? Infinity) ? { run, text, says } : known),
        times: known.times + 1,
      });
  };
  return new Promise((resolve, reject) => {
    let seen = -1;
    const watch = setInterval(() => {
      const run = Atomics.load(progress, 0);
      if (run !== seen) seen = run;
      else {
        note(run, `stuck for ${LIMITS.stuck / 1000} s`);
        void worker.terminate();
        end({ next: run + 1, worst: LIMITS.stuck });
      }
    }, LIMITS.stuck);
    const end = (result) => {
      clearInterval(watch);
      resolve(result);
    };
    worker.on('message', ({ done, run, bug, text, says, worst }) => {
      if (done) end({ next: to, worst });
      else note(run, bug, text, says);
    });
    worker.on('error', (error) => {
      const run = Atomics.load(progress, 0);
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') {
        clearInterval(watch);
        reject(error);
        return;
      }
      note(run, `more than ${LIMITS.megabytes} MB`);
      end({ next: run + 1, worst: 0 });
    });
  });
}

function filesBelow(folder) {
  return readdirSync(path.join(top, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(top, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}
