import path from 'node:path';

import type { Analysis } from '../model/analysis.js';
import type { Discovery, Unit } from '../model/deployment.js';
import type { Manifest, UserLibrary } from '../model/manifest.js';
import type { ModuleGraph } from '../model/module-graph.js';
import type { Schemas } from '../model/schema.js';
import type { ResolvedImport } from '../model/system.js';
import { type Disk, realDisk } from '../shared/disk.js';
import { once } from '../shared/once.js';
import { digestOf } from './digest.js';
import { discoverIn, walk } from './discover/discover.js';
import { sourceIn } from './discover/source-files.js';
import { chosenProfile } from './environment/chosen-profile.js';
import { environment } from './environment/environment.js';
import { openFiles } from './extract/files.js';
import { lowerHere } from './extract/lower-texts.js';
import { type Lowering, lowering } from './extract/thread.js';
import { inTurn } from './in-turn.js';
import { basisOf } from './imports/basis.js';
import { crossings } from './imports/crossings.js';
import { judge } from './imports/judge.js';
import type { Library } from './libraries/define-library.js';
import { libraries } from './libraries/index.js';
import { libraryTables, type Tables } from './libraries/tables.js';
import type { LinkedUnit, Recalled } from './link/input.js';
import { link } from './link/link.js';
import { folderReader } from './memory/folder.js';
import type { Memory } from './memory/memory.js';
import { noUnits } from './memory/no-units.js';
import type { Understood } from './memory/unit-text.js';
import { readManifest } from './manifest/read.js';
import { leading } from './resolve/leading.js';
import { moduleGraph } from './resolve/modules/module-graph.js';
import { resolve } from './resolve/resolve.js';
import { generatedCode } from './schemas/generated.js';
import { readSchemas } from './schemas/read.js';

export interface AnalyzeOptions {
  /** Folder of the system. */
  readonly root: string;
  /** Manifest file, relative to the root; default msa.yaml when there is one. */
  readonly config?: string;
  /** The manifest, where it was read before. */
  readonly manifest?: Manifest;
  /** Tables of libraries beside those that msa has. */
  readonly libraries?: readonly Library[];
  /** What earlier runs kept; without it every file is read, without its units all are resolved. */
  readonly memory?: Pick<Memory, 'facts'> & Partial<Pick<Memory, 'units' | 'recalled'>>;
  /** Another state of the folder than the one that lies there. */
  readonly disk?: Disk;
  /** Told when a step begins. */
  readonly onStep?: (step: string) => void;
  /** Only as this deployment profile has it; default: the union of all. */
  readonly profile?: string;
}

export interface Analyzed {
  readonly analysis: Analysis;
  readonly manifest: Manifest | undefined;
  readonly discovery: Discovery;
}

/** Beside this file, also where both are bundled. */
const THREAD = new URL(`./lowering-thread${path.extname(import.meta.url)}`, import.meta.url);

/** From a folder to what its services are, own and say to each other. */
export async function analyze(options: AnalyzeOptions): Promise<Analyzed> {
  const lower = lowering(lowerHere(digestOf), THREAD);
  try {
    return await analyzed(options, lower);
  } finally {
    lower.end();
  }
}

/** Each step sees only what the ones before give. */
async function analyzed({ root, disk = realDisk, ...options }: AnalyzeOptions, lower: Lowering): Promise<Analyzed> {
  const { memory, profile, onStep: step = () => undefined } = options;
  const { recalled, units: ofUnit } = kept(memory);
  step('read the manifest');
  const manifest = options.manifest ?? (await readManifest(root, options.config, disk));
  step('discover services');
  const getReady = memory ? undefined : beginning(lower, root, disk);
  const look = (seen: Disk): Promise<Found> => found(root, manifest, { disk: seen, getReady });
  const { discovery, schemas } = await recalled(JSON.stringify(['discover', root, manifest]), disk, look);
  step(`read ${discovery.files.length} source files`);
  const open = memory?.facts.reader(root, disk) ?? folderReader(root, disk);
  const extracting = await openFiles(open, discovery.files, { digestOf, lowering: lower });
  const graph = moduleGraph(extracting.modules, discovery, generatedCode(schemas));
  const tables = once(() => tablesOf(options.libraries ?? [], manifest?.libraries ?? []));
  const understand = (unit: Unit, files: ModuleGraph): Understood => understoodWith(tables(), unit, files);
  const given = { given: JSON.stringify(manifest?.libraries ?? []), graph, contents: extracting.contents };
  const { discovery: judged, leftOut } = profile === undefined ? { discovery, leftOut: [] } : chosenProfile(discovery, profile);
  const units = await inTurn(judged.units.filter(isRead), { graph, extracting }, (unit) => {
    step(`resolve ${unit.name}`);
    return { unit, ...ofUnit.understood({ unit, ...given }, understand) };
  });
  const names = new Map(units.map(({ unit, name }) => [unit.name, name]));
  const extracted = await extracting.all();
  const { modules, digests } = extracted;
  step('judge imports');
  const leaving = (): ResolvedImport[] => crossings({ modules: digests, ...discovery, resolveImport: graph.resolveImport });
  const basis = basisOf({ modules: digests, units: discovery.units, layout: graph.layout() });
  const follow = (seen: Disk): Promise<ResolvedImport[]> => judge(root, leaving(), seen);
  const imports = await recalled(JSON.stringify(['imports', root]), disk, follow, basis);
  step('link services');
  const linked = units.map(({ unit, understood }) => linkedUnit(unit, understood));
  const ofOne: Recalled = ({ unit }, { step, given: more }, compute) =>
    ofUnit.recalled({ step: `${step} ${unit.name}`, given: [names.get(unit.name) ?? '', ...more] }, compute);
  const { system, services } = link({ discovery: judged, manifest, modules, digests, schemas, imports, units: linked, recalled: ofOne });

  const widened = linked.reduce((sum, { program }) => sum + program.coverage.widened, 0);
  const coverage = { filesAnalysed: digests.size, skipped: [...discovery.skipped, ...extracted.skipped], services, widened };
  const problems = [...discovery.problems, ...extracted.problems, ...schemas.problems];
  const ignores = [...(discovery.ignores ?? []), ...extracted.ignores];
  const told = {
    problems,
    ignores,
    unmatched: discovery.unmatched ?? [],
    ...(profile !== undefined && { profile: { name: profile, leftOut } }),
  };
  return { analysis: { root, system, coverage, ...told }, manifest, discovery };
}

/** Nothing is known of any file: all of them will be lowered. */
function beginning(lower: Lowering, root: string, disk: Disk): Looking['getReady'] {
  return (files) => {
    lower.expect(files.length);
    if (disk === realDisk) lower.begin({ root, files });
  };
}

interface Found {
  readonly discovery: Discovery;
  readonly schemas: Schemas;
}

interface Looking {
  readonly disk: Disk;
  /** Told which files may be source, as soon as that is known: who lowers them can get ready. */
  readonly getReady: ((files: readonly string[]) => void) | undefined;
}

/** What files tell that are no source. */
function found(root: string, manifest: Manifest | undefined, { disk, getReady }: Looking): Promise<Found> {
  const tree = walk(root, disk);
  getReady?.(sourceIn(tree));
  const { layout, files } = discoverIn(tree, manifest);
  const discovery = { ...layout, profiles: environment({ ...layout, files, manifest }) };
  return Promise.resolve({ discovery, schemas: readSchemas(root, discovery.schemaFiles, disk) });
}

const ownTables = once(() => libraryTables(libraries));

/** Those that msa has are the same for all systems, and for all states of one. */
function tablesOf(added: readonly Library[], user: readonly UserLibrary[]): Tables {
  return added.length + user.length === 0 ? ownTables() : libraryTables([...libraries, ...added], user);
}

function understoodWith(tables: Tables, unit: Unit, files: ModuleGraph): Understood {
  const program = resolve(unit, files, tables);
  const signals = tables.recognise(program);
  return { program: leading(program, signals), signals };
}

/** Of what no memory is given for nothing is kept. */
function kept(memory: AnalyzeOptions['memory']): Pick<Memory, 'recalled' | 'units'> {
  return { recalled: memory?.recalled ?? ((_, disk, compute) => compute(disk)), units: memory?.units ?? noUnits };
}

/** What is known of it is read when link asks for it. */
function linkedUnit(unit: Unit, understood: () => Understood): LinkedUnit {
  return {
    unit,
    get program() {
      return understood().program;
    },
    get signals() {
      return understood().signals;
    },
    ofKind: (kind) => understood().ofKind?.(kind),
  };
}

/** Of services in other languages only the deployment is known. */
function isRead(unit: Unit): boolean {
  return unit.language === 'ts' || unit.language === 'js';
}
