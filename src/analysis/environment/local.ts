import { DockerfileParser } from 'dockerfile-ast';

import type { EnvEntry, Unit } from '../../model/deployment.js';
import { readDotenv } from '../deployment-files/dotenv.js';
import { baseName, below, folderOf, isInside } from '../deployment-files/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';

/** Lowest first; a later file wins. A sample is the truth of nobody's deployment, but often the only one there is. */
const FILES = [
  '.env.sample',
  '.env.template',
  '.env.example',
  '.env.dist',
  'env.example',
  '.env.development',
  '.env.dev',
  '.env.local',
  '.env',
] as const;
const SAMPLE = /example|sample|template|dist/;

export function localEnv({ tree, packages }: DeploymentFiles, unit: Unit): Record<string, EnvEntry> {
  const out = new Map<string, EnvEntry>();
  for (const folder of foldersOf(unit, packages)) {
    for (const name of FILES) {
      const file = below(folder, name);
      for (const entry of readDotenv(file, tree.read(file) ?? '')) {
        const sample = SAMPLE.test(name);
        // A sample's blank says nothing.
        if (entry.value !== '' || !sample)
          out.set(entry.name, { value: entry.value, source: sample ? 'dotenv-example' : 'dotenv', at: entry.at });
      }
    }
  }
  for (const [name, entry] of scriptEnv(packages.find((p) => p.folder === unit.path))) out.set(name, entry);
  return Object.fromEntries(out);
}

/** The unit's own folder wins over the root, which only counts where the unit is no package of its own. */
function foldersOf(unit: Unit, packages: DeploymentFiles['packages']): string[] {
  const own = packages.some((p) => p.folder === unit.path && p.folder !== '.');
  const inner = [unit.path, below(unit.path, 'config'), below(unit.path, 'src')];
  return own || unit.path === '.' ? inner : ['.', ...inner];
}

/** `"start": "PORT=3000 node ."`. */
function scriptEnv(own: DeploymentFiles['packages'][number] | undefined): [string, EnvEntry][] {
  const script = own?.scripts.start ?? own?.scripts.dev ?? '';
  const at = { file: own?.file ?? '', line: 1, column: 1 };
  return [...script.matchAll(/(?:^|\s)([A-Z][A-Z0-9_]*)=("[^"]*"|'[^']*'|[^\s]+)/g)].map((m) => [
    m[1] ?? '',
    { value: (m[2] ?? '').replace(/^["']|["']$/g, ''), source: 'script', at },
  ]);
}

/** ENV of the Dockerfile in the unit's folder. */
export function imageEnv({ tree }: DeploymentFiles, unit: Unit): Record<string, EnvEntry> {
  const file = tree.files.find((f) => isInside(f, unit.path) && folderOf(f) === unit.path && baseName(f) === 'Dockerfile');
  if (file === undefined) return {};
  try {
    const properties = DockerfileParser.parse(tree.read(file) ?? '')
      .getENVs()
      .flatMap((instruction) => instruction.getProperties());
    return Object.fromEntries(
      properties.map((p): [string, EnvEntry] => [
        p.getName(),
        { value: p.getValue() ?? '', source: 'dockerfile', at: { file, line: p.getRange().start.line + 1, column: 1 } },
      ]),
    );
  } catch {
    return {};
  }
}
