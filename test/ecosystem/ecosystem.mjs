/**
 * `npm run ecosystem`: lints public repositories at pinned commits and tells what differs from the counts that are written down.
 *
 *   --into DIR    where the repositories are checked out, one folder each; what is there already is used (default: the system's temporary folder)
 *   --only TEXT   only repositories whose name contains it
 *   --update      writes the new counts down
 *
 * A difference is no fault by itself: it is to be read, and either mended or written down.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { checkOut } from '../support/check-out.mjs';

const { values } = parseArgs({
  options: {
    into: { type: 'string', default: path.join(os.tmpdir(), 'msa-ecosystem') },
    only: { type: 'string', default: '' },
    update: { type: 'boolean', default: false },
  },
});
const bin = path.resolve(import.meta.dirname, '../../bin/run.js');
const list = path.resolve(import.meta.dirname, 'repositories.json');
const known = JSON.parse(readFileSync(list, 'utf8'));

const rows = known.map((row) => (row.repo.includes(values.only) ? measured(row) : row));
if (values.update) writeFileSync(list, `${JSON.stringify(rows, null, 2)}\n`);
const differing = rows.filter((row, i) => tell(known[i], row));
console.log(`${rows.length} repositories, ${differing.length} of them differ`);
process.exitCode = differing.length > 0 && !values.update ? 1 : 0;

function measured({ repo, commit }) {
  const root = path.join(values.into, repo.replace('/', '__'));
  if (!existsSync(root)) checkOut(root, repo, commit);
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'lint', '--root', root, '--format', 'json', '--no-cache'], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0 && status !== 1) throw new Error(`${repo}: ${stderr}`);
  return { repo, commit, ...counted(JSON.parse(stdout)) };
}

function counted({ summary, system, findings }) {
  const rules = findings.map((finding) => finding.rule ?? finding.ruleId);
  return {
    files: summary.filesAnalysed,
    services: system.services.length,
    connections: new Set(system.edges.map(({ from, to, style }) => `${from} ${to} ${style}`)).size,
    datastores: system.datastores.length,
    findings: Object.fromEntries([...new Set(rules)].sort().map((rule) => [rule, rules.filter((one) => one === rule).length])),
  };
}

function tell(before, after) {
  const flat = ({ findings, files, services, connections, datastores }) => ({ files, services, connections, datastores, ...findings });
  const [old, now] = [flat(before), flat(after)];
  const changed = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((name) => (old[name] ?? 0) !== (now[name] ?? 0));
  if (changed.length > 0)
    console.log(`${after.repo}: ${changed.map((name) => `${name} ${old[name] ?? 0} → ${now[name] ?? 0}`).join(', ')}`);
  return changed.length > 0;
}
