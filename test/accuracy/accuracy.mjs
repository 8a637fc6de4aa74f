/**
 * `npm run accuracy`: lints the systems that test/accuracy/labels tell about and counts what is right, wrong and missed.
 *
 *   --into DIR      where the systems are checked out, OWNER__NAME each, at the label's commit; what is there already is used
 *                   (default: the system's temporary folder)
 *   --labels DIR    other labels; those of the systems that msa was developed beside are in test/accuracy/labels/developed
 *   --only TEXT     only systems whose name contains it
 *   --verbose       names what is wrong and missed
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { parse } from 'yaml';

import { checkOut } from '../support/check-out.mjs';
import { score } from './score.mjs';

const here = import.meta.dirname;
const { values } = parseArgs({
  options: {
    into: { type: 'string', default: path.join(os.tmpdir(), 'msa-accuracy') },
    labels: { type: 'string', default: path.join(here, 'labels') },
    only: { type: 'string', default: '' },
    verbose: { type: 'boolean', default: false },
  },
});
const bin = path.resolve(here, '../../bin/run.js');
const ALL = 'all findings';

const names = readdirSync(values.labels).filter((file) => file.endsWith('.yaml') && file.includes(values.only));
const scores = names.sort().map((file) => {
  const label = parse(readFileSync(path.join(values.labels, file), 'utf8'));
  const counts = withAll(score(label, reported(label)));
  tell(`${label.repo}@${label.commit.slice(0, 7)}`, counts);
  return counts;
});
const families = [...new Set(scores.flatMap((counts) => Object.keys(counts).filter((what) => what !== ALL))), ALL];
tell(`${scores.length} systems`, Object.fromEntries(families.map((what) => [what, summed(scores.map((counts) => counts[what]))])));

function reported({ repo, commit, root = '.' }) {
  const folder = path.join(values.into, repo.replace('/', '__'));
  if (!existsSync(folder)) checkOut(folder, repo, commit);
  const args = [bin, 'lint', '--root', path.join(folder, root), '--format', 'json', '--no-cache'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e9 });
  if (status === 0 || status === 1) return JSON.parse(stdout);
  console.log(`${repo}: ${stderr.trim()}`);
  return { system: { services: [], edges: [], datastores: [] }, findings: [] };
}

/** Findings of all families, where there are any. */
function withAll({ services, connections, stores, families }) {
  const counts = { services, connections, 'access to datastores': stores, ...families };
  return Object.keys(families).length === 0 ? counts : { ...counts, [ALL]: summed(Object.values(families)) };
}

function summed(all) {
  const counts = all.filter((one) => one !== undefined);
  const sum = (key) => counts.reduce((total, one) => total + one[key], 0);
  return { right: sum('right'), wrong: sum('wrong'), missed: sum('missed') };
}

function tell(title, counts) {
  console.log(`\n${title}`);
  for (const [what, { right, wrong, missed, lists }] of Object.entries(counts)) {
    const [precision, recall] = [share(right, wrong), share(right, missed)];
    console.log(`  ${what.padEnd(22)} precision ${precision}  recall ${recall}  right ${right}, wrong ${wrong}, missed ${missed}`);
    if (values.verbose && lists) for (const kind of ['missed', 'wrong']) for (const one of lists[kind]) console.log(`    ${kind}: ${one}`);
  }
}

/** With Wilson's interval, 95 %. */
function share(right, other) {
  const n = right + other;
  if (n === 0) return '–'.padEnd(19);
  const [z, p] = [1.96, right / n];
  const [middle, spread] = [p + (z * z) / (2 * n), z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))];
  const bound = (sign) => ((middle + sign * spread) / (1 + (z * z) / n)).toFixed(2);
  return `${p.toFixed(3)} (${bound(-1)} – ${bound(1)})`;
}
