import type { ModuleFacts } from '../model/module-facts.js';
import { type Disk, realDisk } from '../shared/disk.js';
import { digestOf } from './digest.js';
import { isForeignSource, linesThatTell } from './discover/foreign-reads.js';
import { listeningWords } from './discover/from-packages.js';
import { discover } from './discover/discover.js';
import { environment } from './environment/environment.js';
import { extractFiles } from './extract/files.js';
import { watchedFolder, type WatchedFolder } from './facts-file/folder.js';
import { FACTS_VERSION, type FactsFile, type FactsOfFile, type FoundService } from './facts-file/format.js';
import { readRepositories } from './manifest/repositories.js';
import { folderReader } from './memory/folder.js';
import { readSchemas } from './schemas/read.js';

export interface ExtractionOptions {
  /** Folder of the repository. */
  readonly root: string;
  /** What the folder is called beside those of other repositories. */
  readonly name: string;
  readonly tool: FactsFile['tool'];
  readonly disk?: Disk;
}

/** Files that deployment files of another repository may lead to. */
const MAY_BE_ASKED_FOR = /(?:^|\/)(?:\.env(?:\.[\w.-]*)?|Procfile)$|\.(?:env|sh|conf|properties)$/;
/** Larger ones are read by nobody. */
const MAX_LENGTH = 2_000_000;
const SOURCE = /\.(?:[mc]?[jt]s|[jt]sx)$/;

/** What the analysis would read of the repository if it lay beside others, source as facts. */
export async function extraction({ root, name, tool, disk = realDisk }: ExtractionOptions): Promise<FactsFile> {
  const seen = watchedFolder(root, name, disk);
  const manifest = await readRepositories(undefined, [{ name, services: [] }], { root: seen.root, disk: seen.disk });
  const { layout, files } = discover(seen.root, manifest, seen.disk);
  environment({ ...layout, files, manifest });
  readSchemas(seen.root, layout.schemaFiles, seen.disk);

  const { modules, skipped } = await extractFiles(folderReader(seen.root, seen.disk), layout.files, digestOf);
  const left = new Map(skipped.map(({ file, why }) => [file, why]));

  const inside = (file: string): string => file.slice(name.length + 1);
  const fileOf = (file: string): FactsOfFile => {
    const [path, facts, skip] = [inside(file), SOURCE.test(file) ? modules.get(file) : undefined, left.get(file)];
    const text = told(path, seen);
    return { path, ...(facts && { facts: unnamed(facts) }), ...(skip && { skip }), ...(text !== undefined && text !== '' && { text }) };
  };
  const links = layout.skipped.filter(({ why }) => why === 'symlink').map(({ file }): FactsOfFile => ({ path: inside(file), link: true }));
  return {
    factsVersion: FACTS_VERSION,
    tool,
    name,
    services: layout.units.flatMap(({ name: service, path, kind }): FoundService[] =>
      kind === 'job' ? [] : [{ name: service, path: path === name ? '.' : inside(path), kind }],
    ),
    files: [...files.tree.files.map(fileOf), ...links].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

function unnamed({ file: _, ...facts }: ModuleFacts): NonNullable<FactsOfFile['facts']> {
  return facts;
}

/** Of source only what is no part of its facts. */
function told(path: string, { texts, textOf }: Pick<WatchedFolder, 'texts' | 'textOf'>): string | undefined {
  if (SOURCE.test(path)) return listeningWords(textOf(path) ?? '');
  if (isForeignSource(path)) return linesThatTell(textOf(path) ?? '');
  const text = texts.get(path) ?? (MAY_BE_ASKED_FOR.test(path) ? textOf(path) : undefined);
  return text === undefined || text.length > MAX_LENGTH ? undefined : text;
}
