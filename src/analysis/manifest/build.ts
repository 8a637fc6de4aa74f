import path from 'node:path';

import { FAMILIES } from '../../model/finding.js';
import { type Location, placeText } from '../../model/location.js';
import {
  type IgnoreEntry,
  type Manifest,
  type ManifestService,
  type PluginReference,
  PRESETS,
  type RuleSetting,
  type UserCall,
  type UserLibrary,
} from '../../model/manifest.js';
import type { Declared, DeclaredName, DeclaredService } from '../../model/system.js';
import { UserError } from '../../shared/errors.js';
import type { YamlFile, YamlPath } from './parse.js';
import { manifestPattern } from './patterns.js';
import type { RawLibrary, RawManifest, RawService } from './schema.js';

/** A valid file → Manifest: paths normalised, every statement with its place. */
export function buildManifest(raw: RawManifest, yaml: YamlFile, file: string): Manifest {
  const services = Object.entries(raw.services ?? {}).map(([name, service]) => buildService(name, service, yaml));
  refuseSharedPaths(services);
  return {
    file,
    ...(raw.name === undefined ? {} : { name: raw.name }),
    services,
    declared: declared(raw, yaml, file),
    ...extended(raw, yaml),
    rules: ruleSettings(raw.rules, ['rules'], yaml),
    overrides: (raw.overrides ?? []).map(({ services: names, rules }, index) => ({
      services: names,
      rules: ruleSettings(rules, ['overrides', String(index), 'rules'], yaml),
      at: yaml.locate(['overrides', String(index)]),
    })),
    ignore: (raw.ignore ?? []).map((entry, index): IgnoreEntry => ({ ...entry, at: yaml.locate(['ignore', String(index)]) })),
    exclude: raw.exclude ?? [],
    excludeAt: Object.fromEntries((raw.exclude ?? []).map((glob, index) => [glob, yaml.locate(['exclude', String(index)])])),
    ...(raw.patterns === undefined
      ? {}
      : {
          patterns: Object.entries(raw.patterns).map(([name, one]) => manifestPattern(name, one, yaml.locate(['patterns', name], 'key'))),
        }),
    plugins: Object.entries(raw.plugins ?? {}).map(([name, module]) => pluginReference(name, module, yaml)),
    libraries: Object.entries(raw.libraries ?? {}).map(([name, library]) => userLibrary(name, library, yaml)),
  };
}

function buildService(name: string, raw: RawService, yaml: YamlFile): ManifestService {
  const at = yaml.locate(['services', name], 'key');
  return {
    name,
    path: folder(raw.path, yaml.locate(['services', name, 'path'])),
    ...(raw.kind === undefined ? {} : { kind: raw.kind }),
    ...(raw.team === undefined ? {} : { team: raw.team }),
    ...(raw.entry === undefined ? {} : { entry: raw.entry.replaceAll('\\', '/') }),
    aliases: raw.aliases ?? [],
    env: Object.fromEntries(Object.keys(raw.env ?? {}).map((key) => [key, yaml.textAt(['services', name, 'env', key])])),
    patterns: (raw.patterns ?? []).map((one, index) => ({ name: one, at: yaml.locate(['services', name, 'patterns', String(index)]) })),
    at,
  };
}

/** POSIX, without `./` and trailing `/`; outside the root is a mistake. */
function folder(text: string, at: Location): string {
  const posix = text.replaceAll('\\', '/');
  const normal = path.posix.normalize(posix).replace(/(?<=.)\/$/, '');
  if (path.posix.isAbsolute(posix) || path.win32.isAbsolute(text) || normal === '..' || normal.startsWith('../')) {
    throw new UserError('E_MANIFEST', `the path "${text}" leaves the root`, {
      at: placeText(at),
      hint: 'Paths are relative to the root and stay inside it.',
    });
  }
  return normal;
}

/** Several services in one folder are told apart by their entry files. */
function refuseSharedPaths(services: readonly ManifestService[]): void {
  const seen = new Map<string, ManifestService>();
  for (const service of services) {
    const key = `${service.path}\n${service.entry ?? ''}`;
    const other = seen.get(key);
    if (other !== undefined) {
      throw new UserError('E_MANIFEST', `services ${other.name} and ${service.name} have the same path "${service.path}"`, {
        at: placeText(service.at),
        hint: 'Give each its own folder, or its own `entry` file in the common folder.',
      });
    }
    seen.set(key, service);
  }
}

function declared(raw: RawManifest, yaml: YamlFile, file: string): Declared {
  return {
    file,
    services: Object.entries(raw.services ?? {}).map(([name, service]) => declaredService(name, service, yaml)),
    datastores: Object.entries(raw.datastores ?? {}).map(([name, store]) => ({
      name,
      ...store,
      at: yaml.locate(['datastores', name], 'key'),
    })),
  };
}

const LISTS = ['calls', 'publishes', 'consumes', 'datastores', 'owns'] as const;

function declaredService(name: string, raw: RawService, yaml: YamlFile): DeclaredService {
  const lists: Partial<Record<(typeof LISTS)[number], readonly DeclaredName[]>> = {};
  for (const key of LISTS) {
    const list = raw[key];
    if (list !== undefined)
      lists[key] = list.map((item, index) => ({ name: item, at: yaml.locate(['services', name, key, String(index)]) }));
  }
  return {
    name,
    path: folder(raw.path, yaml.locate(['services', name, 'path'])),
    exists: true, // a folder that is missing never gets this far: see folders.ts
    ...lists,
    at: yaml.locate(['services', name], 'key'),
  };
}

/** Presets are a word, files and packages a place to read from. */
function extended(raw: RawManifest, yaml: YamlFile): Pick<Manifest, 'preset' | 'bases'> {
  const isList = Array.isArray(raw.extends);
  const bases = [raw.extends ?? []]
    .flat()
    .map((name, index) => ({ name, at: yaml.locate(isList ? ['extends', String(index)] : ['extends']) }));
  const preset = PRESETS.find((known) => known === bases.findLast(({ name }) => isPreset(name))?.name);
  return { ...(preset === undefined ? {} : { preset }), bases: bases.filter(({ name }) => !isPreset(name)) };
}

function isPreset(name: string): boolean {
  return PRESETS.some((known) => known === name);
}

function ruleSettings(raw: RawManifest['rules'], path: YamlPath, yaml: YamlFile): Readonly<Record<string, RuleSetting>> {
  return Object.fromEntries(
    Object.entries(raw ?? {}).map(([id, setting]) => [id, ruleSetting(setting, yaml.locate([...path, id], 'key'))]),
  );
}

function ruleSetting(raw: NonNullable<RawManifest['rules']>[string], at: Location): RuleSetting {
  if (typeof raw === 'string') return { severity: raw, options: {}, at };
  const { severity, ...options } = raw;
  return { ...(severity === undefined ? {} : { severity }), options, at };
}

/** The name stands before the ids of its rules and must read as no family of msa's own. */
function pluginReference(name: string, module: string, yaml: YamlFile): PluginReference {
  const at = yaml.locate(['plugins', name], 'key');
  const isFamily = FAMILIES.some((family) => family === name);
  if (/^@?[a-z\d]+(?:-[a-z\d]+)*$/.test(name) && !isFamily) return { name, module, at };
  throw new UserError(
    'E_MANIFEST',
    isFamily ? `a plugin cannot be called ${name}: that is a family of msa` : `"${name}" is no name of a plugin`,
    {
      at: placeText(at),
      hint: 'Names are lower case: acme, house-rules, @acme. Rules are called after them: acme/naming/suffix.',
    },
  );
}

function userLibrary(name: string, raw: RawLibrary, yaml: YamlFile): UserLibrary {
  const calls: Readonly<Record<string, UserCall>> = raw.calls ?? {};
  return { package: name, types: raw.types ?? {}, calls, at: yaml.locate(['libraries', name], 'key') };
}
