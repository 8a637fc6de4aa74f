import type { LocalPackage, Unit } from '../../model/deployment.js';
import { compareText } from '../../model/location.js';
import type { Manifest } from '../../model/manifest.js';
import type { Package } from '../deployment-files/packages.js';
import { baseName, below, isInside, joinPath } from '../deployment-files/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import type { Candidate } from './candidate.js';
import { candidates } from './candidates.js';
import { engineOf } from '../deployment-files/engines.js';
import { kindOf } from './kind.js';
import { languageOf } from './language.js';
import { isSource } from './source-files.js';

/** The services of the manifest, or what deployment files and layout name, one unit a folder. */
export function units(files: DeploymentFiles, manifest: Manifest | undefined): Unit[] {
  const found = candidates(files);
  const folders = manifest && manifest.services.length > 0 ? undefined : merged(found);
  const drafts: Draft[] =
    folders ??
    (manifest?.services ?? []).map((s) => ({
      path: joinPath('.', s.path),
      name: s.name,
      from: found.filter((c) => c.path === joinPath('.', s.path)),
      declared: s,
    }));
  const paths = drafts.map((d) => d.path);
  const named = unique(drafts);
  return drafts
    .map((draft, i) => unitOf(files, { ...draft, name: named[i] ?? draft.name }, paths))
    .filter((unit): unit is Unit => unit !== undefined)
    .sort((a, b) => compareText(a.name, b.name));
}

interface Draft {
  readonly path: string;
  readonly name: string;
  readonly from: readonly Candidate[];
  readonly declared?: Manifest['services'][number];
}

/** One draft a folder; what another candidate's folder encloses completely is dropped when it has source of its own only there. */
function merged(found: readonly Candidate[]): Draft[] {
  const byPath = new Map<string, Candidate[]>();
  for (const candidate of found) byPath.set(candidate.path, [...(byPath.get(candidate.path) ?? []), candidate]);
  const paths = [...byPath.keys()];
  return [...byPath]
    .filter(([path]) => path !== '.' || paths.length === 1 || byPath.get('.')?.some((c) => c.name !== undefined))
    .filter(
      ([path]) =>
        !paths.some(
          (other) => other !== path && other !== '.' && isInside(path, other) && strength(byPath.get(path)) < strength(byPath.get(other)),
        ),
    )
    .map(([path, from]) => ({ path, name: path === '.' ? (from[0]?.name ?? 'app') : baseName(path), from }));
}

function strength(from: readonly Candidate[] | undefined): number {
  return from?.some((c) => /service |application/.test(c.evidence.text)) ? 2 : 1;
}

/** Equal folder names get their parent in front. */
function unique(drafts: readonly Draft[]): string[] {
  return drafts.map(({ name, path, declared }) => {
    const twins = declared ? [] : drafts.filter((d) => d.name === name && d.path !== path);
    const generic = /^(src|app|server|backend|api|code|service|source)$/i.test(name) && path.includes('/');
    return twins.length > 0 || (generic && /^(src|app|code|source)$/i.test(name)) ? path.split('/').slice(-2).join('-') : name;
  });
}

function unitOf(files: DeploymentFiles, draft: Draft, paths: readonly string[]): Unit | undefined {
  const { path, name, from, declared } = draft;
  const excludes = paths.filter((other) => other !== path && isInside(other, path));
  const own = nearestPackage(files, path);
  const language = languageOf(files.tree, path, excludes);
  if (language === undefined || (!declared && engineOf(name) !== undefined && !own)) return undefined;
  const command = from.map((c) => c.command).join(' ');
  const dependencies = own?.dependencies ?? {};
  return {
    name,
    path,
    language,
    excludes,
    dependencies,
    kind: declared?.kind ?? kindOf(name, own?.folder === path ? dependencies : {}, command),
    ...(declared?.team !== undefined && { team: declared.team }),
    aliases: aliasesOf(draft, own),
    entries: entriesOf(files, { path, own, from, declared }),
    sources: [path],
    evidence: declared ? [{ at: declared.at, text: 'msa.yaml' }] : from.map((c) => c.evidence),
    declared: declared !== undefined,
  };
}

/** Every name by which others may call it. */
function aliasesOf({ path, name, from, declared }: Draft, own: Package | undefined): string[] {
  const published = own?.folder === path && own.name !== undefined ? [own.name] : [];
  const names = [name, baseName(path), ...from.flatMap((c) => c.aliases), ...published, ...(declared?.aliases ?? [])];
  return [...new Set(names)].filter((alias) => alias !== '.');
}

function nearestPackage(files: DeploymentFiles, path: string): Package | undefined {
  return [...files.packages].sort((a, b) => b.folder.length - a.folder.length).find((p) => isInside(path, p.folder));
}

const STARTS = ['src/main', 'src/index', 'src/server', 'src/app', 'main', 'index', 'server', 'app'];

/** Files that start the process: what scripts name, else the usual names. */
function entriesOf(
  files: DeploymentFiles,
  { path, own, from, declared }: { path: string; own: Package | undefined; from: readonly Candidate[]; declared: Draft['declared'] },
): string[] {
  const scripted =
    own?.folder === path
      ? [
          own.main ?? '',
          ...Object.entries(own.scripts)
            .filter(([n]) => /^(start|dev|serve)/.test(n))
            .flatMap(([, s]) => s.split(/\s+/)),
        ]
      : [];
  const named = scripted
    .filter((word) => /\.[mc]?[jt]s$|^(?:dist|src|build)\//.test(word))
    .flatMap((word) => [word, word.replace(/^(\.\/)?(dist|build|lib|out)\//, 'src/'), word.replace(/^(\.\/)?(dist|build|lib|out)\//, '')]);
  const all = [declared?.entry ?? '', ...named, ...STARTS].filter((n) => n !== '').map((n) => below(path, n.replace(/^\.\//, '')));
  const existing = [...from.flatMap((c) => c.entry ?? []), ...all].flatMap((file) =>
    [file, file.replace(/\.[mc]?js$/, '.ts'), `${file}.ts`, `${file}.js`, `${file}.mjs`, `${file}.tsx`].filter(
      (f) => files.tree.has(f) && isSource(f),
    ),
  );
  return [...new Set(existing)];
}

/** Every package of the repository by its import name; a name that two packages carry means neither. */
export function localPackages(files: DeploymentFiles): LocalPackage[] {
  const names = files.packages.flatMap((p) => p.name ?? []);
  return files.packages
    .filter((p) => p.name !== undefined && p.folder !== '.' && names.filter((n) => n === p.name).length === 1)
    .map((p) => ({ name: p.name ?? '', path: p.folder, subpaths: subpaths(files, p), ...mainOf(files, p) }))
    .sort((a, b) => compareText(a.name, b.name));
}

function mainOf(files: DeploymentFiles, p: Package): { readonly main?: string } {
  const given = [p.exports['.'], p.main, 'src/index', 'index', 'src/main', 'lib/index'].filter((f): f is string => f !== undefined);
  const main = given.map((file) => sourceOf(files, p.folder, file)).find((f) => f !== undefined);
  return main === undefined ? {} : { main };
}

function subpaths(files: DeploymentFiles, p: Package): Record<string, string> {
  return Object.fromEntries(
    Object.entries(p.exports).flatMap(([key, target]) => {
      const file = key === '.' ? undefined : sourceOf(files, p.folder, target);
      return file === undefined ? [] : [[key.replace(/^\.\//, ''), file]];
    }),
  );
}

/** The source behind an output path: `dist/index.js` is `src/index.ts` or `index.ts`. */
function sourceOf(files: DeploymentFiles, folder: string, target: string): string | undefined {
  const plain = target.replace(/^\.\//, '').replace(/\.d\.[mc]?ts$|\.[mc]?[jt]sx?$/, '');
  const bases = [
    plain,
    plain.replace(/^(dist|build|lib|out)\/(cjs\/|esm\/|src\/)?/, 'src/'),
    plain.replace(/^(dist|build|lib|out)\/(cjs\/|esm\/)?/, ''),
  ];
  return bases
    .flatMap((b) => ['.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs'].map((e) => below(folder, b + e)))
    .find((f) => files.tree.has(f));
}
