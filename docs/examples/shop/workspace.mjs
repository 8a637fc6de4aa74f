// The workspace of the example: what `msa new service` makes, and the files of this folder that a team would write.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { parseDocument } from 'yaml';

import { run } from '../support/service.mjs';

const msa = fileURLToPath(new URL('../../../bin/run.js', import.meta.url));
const written = fileURLToPath(new URL('services', import.meta.url));

/** As they are typed in README.md. */
export const COMMANDS = [
  'new service payment --patterns rest,database-per-service,tracing,health --set entity=account',
  'new service inventory --patterns rest,event-driven,tracing,health --set entity=article',
  'new service order --patterns saga-orchestration,event-driven,cqrs,circuit-breaker,canary,tracing,health --set calls=inventory,payment',
  'new service gateway --patterns api-gateway,tracing,health,rolling',
];

/** Modules of the team: service → file in src/ and what it exports. */
const MODULES = { payment: ['payments', 'payments'], inventory: ['stock', 'stock'] };

/** What msa.yaml says of them beside what msa has written. */
const DECLARED = {
  order: { publishes: ['order.confirmed.v1'] },
  inventory: { consumes: ['order.confirmed.v1'], owns: ['inventory-db.stock', 'inventory-db.reservation'] },
  payment: { owns: ['payment-db.payment'] },
};

export async function runMsa(root, args) {
  return run(process.execPath, [msa, ...args], { cwd: root, env: { ...process.env, NO_COLOR: '1' } });
}

export async function makeWorkspace(root, tell) {
  for (const command of COMMANDS) {
    tell(`$ msa ${command}`);
    await runMsa(root, command.split(' '));
  }
  cpSync(written, `${root}/services`, { recursive: true });
  for (const [service, [folder, name]] of Object.entries(MODULES)) register(`${root}/services/${service}/src/modules.ts`, folder, name);
  declare(`${root}/msa.yaml`);
}

/** Two lines outside of the markers: `msa update` leaves them alone. */
function register(file, folder, name) {
  const text = readFileSync(file, 'utf8')
    .replace('// msa:end imports\n', `// msa:end imports\nimport { ${name} } from './${folder}/module.js';\n`)
    .replace('  // msa:end modules\n', `  // msa:end modules\n  ${name},\n`);
  writeFileSync(file, text);
}

function declare(file) {
  const manifest = parseDocument(readFileSync(file, 'utf8'));
  for (const [service, lists] of Object.entries(DECLARED))
    for (const [list, names] of Object.entries(lists)) for (const name of names) manifest.addIn(['services', service, list], name);
  writeFileSync(file, manifest.toString({ lineWidth: 0 }));
}
