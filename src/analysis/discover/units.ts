import type { Unit } from '../../model/deployment.js';
import { compareText } from '../../model/location.js';
import type { Manifest } from '../../model/manifest.js';
import { engineOf } from '../deployment-files/engines.js';
import type { Package } from '../deployment-files/packages.js';
import { baseName, below, folderOf, isInside, joinPath } from '../../shared/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import { isInGroup } from '../deployment-files/sandboxes.js';
import type { Candidate } from './candidate.js';
import { candidates } from './candidates.js';
import { entriesOf } from './entries.js';
import type { Folders } from './folders.js';
import { kindOf } from './kind.js';
import { languageOf } from './language.js';
import { isPage } from './pages.js';
import { sharedFolders } from './shared-folders.js';

/** The services of the manifest, or what deployment files and layout name, one unit a folder. */
export function units(files: DeploymentFiles, folders: Folders, manifest: Manifest | undefined): Unit[] {
  const found = candidates(files, folders);
  const drafts = manifest && manifest.services.length > 0 ? declared(manifest, found) : merged(folders, found);
  const paths = drafts.map((d) => d.path);
  const named = unique(drafts);
  return drafts
    .map((draft, i) => unitOf(files, folders, { ...draft, name: named[i] ?? draft.name }, paths))
    .filter((unit): unit is Unit => unit !== undefined)
    .sort((a, b) => compareText(a.name, b.name));
}

/** Language of what the manifest declares and nothing tells more about. */
const UNKNOWN = 'unknown';

interface Draft {
  readonly path: string;
  readonly name: string;
  readonly from: readonly Candidate[];
  readonly declared?: Manifest['services'][number];
}

function declared(manifest: Manifest, found: readonly Candidate[]): Draft[] {
  return manifest.services.map((service) => {
    const path = joinPath('.', service.path);
    return { path, name: service.name, from: found.filter((c) => c.path === path), declared: service };
  });
}

/** A folder that holds as many services, or applications of Nest or Nx, is where they lie, whatever else is built from it. */
const MANY = 2;

/** One draft a folder; what lies inside the folder of a stronger candidate is part of that. */
function merged(folders: Folders, found: readonly Candidate[]): Draft[] {
  const byPath = new Map<string, Candidate[]>();
  for (const candidate of found) byPath.set(candidate.path, [...(byPath.get(candidate.path) ?? []), candidate]);
  const all = [...byPath].map(([path, from]) => ({ path, from: withoutJobs(from) }));
  return all
    .filter(({ path, from }) => path !== '.' || all.length === 1 || from.some((c) => c.name !== undefined))
    .filter(({ path, from }) => {
      const inside = all.filter((o) => o.path !== path && isInside(o.path, path));
      const counted = strength(from) > 1 ? inside.filter((o) => isProject(o.from)) : inside;
      return path === '.' || isProject(from) || counted.length < MANY;
    })
    .filter(
      ({ path, from }) =>
        !all.some(
          (o) => o.path !== path && o.path !== '.' && isInside(path, o.path) && strength(from) < strength(o.from) && !isApart(from, o.from),
        ),
    )
    .map(({ path, from }) => ({ path, name: nameOf(folders, path, from), from }));
}

/** As it is configured, as its folder, or as its package where it is the whole repository. */
function nameOf(folders: Folders, path: string, from: readonly Candidate[]): string {
  const configured = from.find((c) => c.name !== undefined)?.name;
  if (configured !== undefined) return configured;
  return path === '.' ? baseName(folders.packageAt('.')?.name ?? 'app') : baseName(path).replace(/^\.+/, '');
}

/** A migration that runs out of a service's folder is no reason to take the service for one. */
function withoutJobs(from: readonly Candidate[]): readonly Candidate[] {
  const lasting = from.filter((c) => c.job !== true);
  return lasting.length > 0 ? lasting : from;
}

function isProject(from: readonly Candidate[]): boolean {
  return from.some(({ source }) => source === 'nest' || source === 'nx');
}

/** Functions are deployed without the page beside them, images with it. */
function isApart(page: readonly Candidate[], around: readonly Candidate[]): boolean {
  return page.some((c) => c.page === true) && around.every(({ source }) => source === 'serverless' || source === 'package');
}

const STRONG: ReadonlySet<Candidate['source']> = new Set(['compose', 'nest', 'nx', 'serverless', 'platform']);

function strength(from: readonly Candidate[]): number {
  return from.some(({ source }) => STRONG.has(source)) ? 2 : 1;
}

/** A folder that says nothing is called after the one above it; equal names get the folder above in front. */
function unique(drafts: readonly Draft[]): string[] {
  const plain = drafts.map(({ name, path, declared }) => {
    const above = baseName(folderOf(path));
    return !declared && GENERIC.test(name) && path.includes('/') && !GENERIC.test(above) && !isInGroup(path) ? above : name;
  });
  return drafts.map(({ path, declared }, i) => {
    const name = plain[i] ?? path;
    const twins = drafts.flatMap((other, j) => (plain[j] === name && other.path !== path ? other.path : []));
    return !declared && twins.length > 0 ? withFoldersAbove(path, twins) : name;
  });
}

/** `orders/apps/command` beside `stock/apps/command` is orders-command: the nearest folders that tell it from the others. */
function withFoldersAbove(path: string, others: readonly string[]): string {
  const names = longerNames(path);
  const taken = new Set(others.flatMap(longerNames));
  return names.find((name) => !taken.has(name)) ?? path.split('/').join('-');
}

/** With more and more folders above, at first without those that only hold services. */
function longerNames(path: string): string[] {
  const segments = path.split('/');
  const telling = segments.filter((segment, i) => i === segments.length - 1 || !CONTAINERS.has(segment));
  return [telling, segments].flatMap((list) => list.slice(1).map((_, i) => list.slice(-(i + 2)).join('-')));
}

const CONTAINERS = new Set(['apps', 'services', 'packages']);

const GENERIC = /^(src|app|code|source)$/i;

function unitOf(files: DeploymentFiles, folders: Folders, draft: Draft, paths: readonly string[]): Unit | undefined {
  const { path, name, from, declared } = draft;
  const inner = paths.filter((other) => other !== path && isInside(other, path));
  const excludes = [...inner, ...sharedFolders(files.tree, path, inner)];
  const above = folders.packageAbove(path);
  const own = above?.folder === path ? above : undefined;
  const language = languageOf(files.tree, folders, path, excludes) ?? configuredLanguage(draft);
  if (language === undefined || (!declared && isEngine(name, above))) return undefined;
  return {
    name,
    path,
    language,
    excludes,
    dependencies: above?.dependencies ?? {},
    kind: declared?.kind ?? kindOf({ name, path, from, own, language, page: isPage(files.tree, folders, path), proxies: files.proxies }),
    ...(declared?.team !== undefined && { team: declared.team }),
    aliases: aliasesOf(draft, own),
    entries: entriesOf(files.tree, folders, { path, own, named: namedEntries(draft) }),
    sources: [path, ...besides(files, path, above)],
    evidence: [...(declared ? [{ at: declared.at, text: 'msa.yaml' }] : []), ...from.map((c) => c.evidence)],
    declared: declared !== undefined,
  };
}

/** What the runner of Moleculer loads with each service that is a file of a package. */
function besides({ tree }: DeploymentFiles, path: string, above: Package | undefined): string[] {
  const configs = ['js', 'cjs', 'mjs', 'ts'].map((end) => below(above?.folder ?? '.', `moleculer.config.${end}`));
  return tree.has(path) ? configs.filter((file) => tree.has(file)) : [];
}

/** Of what has no source: what it is configured as; the manifest's word is enough. */
function configuredLanguage({ from, declared }: Draft): string | undefined {
  return from.find((c) => c.language !== undefined)?.language ?? (declared && UNKNOWN);
}

/** A folder that builds a database with some scripts of its own. */
function isEngine(name: string, above: Package | undefined): boolean {
  return engineOf(name) !== undefined && above === undefined;
}

function namedEntries({ path, from, declared }: Draft): string[] {
  return [...from.flatMap((c) => c.entries ?? []), ...(declared?.entry === undefined ? [] : [below(path, declared.entry)])];
}

/** Every name by which others may call it. */
function aliasesOf({ path, name, from, declared }: Draft, own: Package | undefined): string[] {
  const names = [name, baseName(path), ...from.flatMap((c) => c.aliases), ...(own?.name === undefined ? [] : [own.name])];
  return [...new Set([...names, ...(declared?.aliases ?? [])])].filter((alias) => alias !== '.');
}
