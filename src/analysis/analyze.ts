import path from 'node:path';

import type { Analysis } from '../model/analysis.js';
import type { Discovery } from '../model/deployment.js';
import type { Manifest } from '../model/manifest.js';
import { type Disk, realDisk } from '../shared/disk.js';
import { readBesideSource } from './beside-source.js';
import { digestOf } from './digest.js';
import { chosenProfile } from './environment/chosen-profile.js';
import { openFiles } from './extract/files.js';
import { lowerHere } from './extract/lower-texts.js';
import { type Lowering, lowering } from './extract/thread.js';
import { inTurn } from './in-turn.js';
import { leavingImports } from './imports/imports.js';
import type { Library } from './libraries/define-library.js';
import { link } from './link/link.js';
import { folderReader } from './memory/folder.js';
import type { Memory } from './memory/memory.js';
import { whatIsKept } from './memory/nothing-kept.js';
import { withWholeFacts } from './memory/whole.js';
import { readManifest } from './manifest/read.js';
import { moduleGraph } from './resolve/modules/module-graph.js';
import { generatedCode } from './schemas/generated.js';
import { isRead, linkedUnit, understanding } from './understand.js';

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
export function analyze(options: AnalyzeOptions): Promise<Analyzed> {
  return withWholeFacts(options.memory?.facts, () => analyzedWith(options));
}

async function analyzedWith(options: AnalyzeOptions): Promise<Analyzed> {
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
  const { recalled, units: ofUnit } = whatIsKept(memory);

  step('read the manifest');
  const manifest = options.manifest ?? (await readManifest(root, options.config, disk));

  step('discover services');
  const looking = { root, manifest, getReady: memory ? undefined : beginning(lower, root, disk) };
  const discover = JSON.stringify(['discover', root, manifest]);
  const { discovery, schemas } = await recalled(discover, disk, (seen) => readBesideSource(looking, seen));
  const { discovery: chosen, leftOut } = chosenProfile(discovery, profile);

  step(`read ${discovery.files.length} source files`);
  const open = memory?.facts.reader(root, disk) ?? folderReader(root, disk);
  const extracting = await openFiles(open, discovery.files, { digestOf, lowering: lower });
  const graph = moduleGraph(extracting.modules, discovery, generatedCode(schemas));
  const given = { graph, contents: extracting.contents, given: JSON.stringify(manifest?.libraries ?? []) };
  const understand = understanding(options.libraries, manifest?.libraries);
  const units = await inTurn(chosen.units.filter(isRead), { graph, extracting }, (unit) => {
    step(`resolve ${unit.name}`);
    return linkedUnit(unit, ofUnit.understood({ unit, ...given }, understand));
  });
  const extracted = await extracting.all();
  const { modules, digests } = extracted;

  step('judge imports');
  const leaving = { root, digests, discovery, graph };
  const imports = await leavingImports(leaving, (follow, basis) => recalled(JSON.stringify(['imports', root]), disk, follow, basis));

  step('link services');
  const names = new Map(units.map(({ unit, name }) => [unit, name]));
  const { system, services } = link({
    ...{ discovery: chosen, manifest, modules, digests, schemas, imports, units },
    recalled: ({ unit }, of, compute) =>
      ofUnit.recalled({ step: `${of.step} ${unit.name}`, given: [names.get(unit) ?? '', ...of.given] }, compute),
  });

  const widened = units.reduce((sum, { program }) => sum + program.coverage.widened, 0);
  const coverage = { filesAnalysed: digests.size, skipped: [...discovery.skipped, ...extracted.skipped], services, widened };
  const told = {
    problems: [...discovery.problems, ...extracted.problems, ...schemas.problems],
    ignores: [...(discovery.ignores ?? []), ...extracted.ignores],
    unmatched: discovery.unmatched ?? [],
    ...(profile !== undefined && { profile: { name: profile, leftOut } }),
  };
  return { analysis: { root, system, coverage, ...told }, manifest, discovery };
}

/** Nothing is known of any file: all of them will be lowered. */
function beginning(lower: Lowering, root: string, disk: Disk): (files: readonly string[]) => void {
  return (files) => {
    lower.expect(files.length);
    if (disk === realDisk) lower.begin({ root, files });
  };
}
