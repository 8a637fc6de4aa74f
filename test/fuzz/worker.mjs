/** Runs one parser on mutated seeds and tells what came of it. The main thread watches, for a loop without end stops this one. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

import { UserError } from '../../dist/shared/errors.js';
import { mutated, random } from './mutate.mjs';
import { parserOf } from './parsers.mjs';

const { name, seeds, seed, from, to, current, slowest } = workerData;
const { read } = parserOf(name);
const texts = seeds.map((file) => readFileSync(path.resolve(import.meta.dirname, '../..', file), 'utf8'));
const progress = new Int32Array(current);

let worst = 0;
const known = new Set();
for (let run = from; run < to; run++) {
  Atomics.store(progress, 0, run);
  const text = inputOf(run);
  const outcome = await tried(text);
  worst = Math.max(worst, outcome.ms);
  if (outcome.bug === undefined) continue;
  const isNew = !known.has(kindOf(outcome.bug));
  known.add(kindOf(outcome.bug));
  parentPort.postMessage({ run, bug: kindOf(outcome.bug), text: isNew ? await smallest(text, outcome.bug) : text, says: outcome.bug });
}
parentPort.postMessage({ done: true, worst });

function inputOf(run) {
  const next = random(seed * 1_000_003 + run);
  return mutated(texts[Math.floor(next() * texts.length)], texts, next);
}

/** Allowed are an answer and a UserError, in bounded time of the processor: others work on this machine too. */
async function tried(text) {
  const before = process.cpuUsage();
  let bug;
  try {
    await read(text);
  } catch (error) {
    if (!(error instanceof UserError)) bug = signature(error);
  }
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000;
  return { ms, bug: bug ?? (ms > slowest ? 'slow' : undefined) };
}

/** The kind of error and where it was thrown: the same bug in other words is the same bug. */
function signature(error) {
  if (!(error instanceof Error)) return `thrown: ${String(error)}`;
  const place = /\(?([^\s(]*dist\/[^\s)]*):\d+\)?$/m.exec(error.stack ?? '')?.[1] ?? '';
  return `${error.name}: ${error.message.slice(0, 120)} @ ${place.replace(/^.*dist\//, 'dist/')}`;
}

/** The input without the lines, and then the characters, that the bug does not need. */
async function smallest(text, bug) {
  const isSame = async (one) => kindOf((await tried(one)).bug) === kindOf(bug);
  let best = text;
  for (const unit of ['\n', '']) {
    for (let size = Math.ceil(best.split(unit).length / 2), left = 400; size >= 1 && left > 0; size = Math.floor(size / 2)) {
      for (let at = 0; at < best.split(unit).length && left > 0; left--) {
        const parts = best.split(unit);
        const shorter = [...parts.slice(0, at), ...parts.slice(at + size)].join(unit);
        if (await isSame(shorter)) best = shorter;
        else at += size;
      }
    }
  }
  return best;
}

function kindOf(bug) {
  return bug?.replace(/: .* @ /, ' @ ');
}
