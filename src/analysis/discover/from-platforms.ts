import { readYaml, listOf, entriesOf, get, textOf, type Item } from '../deployment-files/yaml.js';
import { tomlText, tomlValues } from '../../shared/placed-toml.js';
import { baseName, folderOf, joinPath } from '../../shared/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import type { Candidate } from './candidate.js';
import type { Folders } from './folders.js';

/** What platforms run as a process: Fly.io, Render, the Azure Developer CLI, Azure Functions. */
export function fromPlatforms(files: DeploymentFiles, folders: Folders): Candidate[] {
  return files.files.flatMap((file) => {
    const read = READERS.find(([name]) => name.test(baseName(file)))?.[1];
    if (read === undefined) return [];
    const apps = read(file, files.tree.read(file) ?? '');
    return apps
      .filter(({ path }) => folders.hasCode(path) && (path === '.' || !folders.holdsMany(path)))
      .map(({ path, hosts, text }) => ({
        path,
        source: 'platform' as const,
        aliases: hosts,
        evidence: { at: { file, line: 1, column: 1 }, text },
      }));
  });
}

interface App {
  readonly path: string;
  /** Names by which the platform lets others reach it. */
  readonly hosts: readonly string[];
  readonly text: string;
}

type Reader = (file: string, text: string) => readonly App[];

const READERS: readonly (readonly [RegExp, Reader])[] = [
  [/^fly(?:\.[\w-]+)?\.toml$/, fly],
  [/^render\.ya?ml$/, render],
  [/^azure\.ya?ml$/, azd],
  [/^host\.json$/, functionApp],
];

/** `app = "orders"` is reached at `orders.fly.dev`, inside at `orders.internal`. */
function fly(file: string, text: string): App[] {
  const app = tomlText(tomlValues(text) ?? [], 'app');
  if (app === undefined) return [];
  return [
    { path: folderOf(file), hosts: [app, ...['fly.dev', 'internal', 'flycast'].map((zone) => `${app}.${zone}`)], text: 'app of Fly.io' },
  ];
}

/** What Render runs; sites that are only files are pages. */
const RENDERED = new Set(['web', 'pserv', 'worker']);

function render(file: string, text: string): App[] {
  return listOf(documentOf(file, text), 'services').flatMap((service) => {
    const [name, type] = [textOf(service, 'name'), textOf(service, 'type')];
    const folder = textOf(service, 'rootDir') ?? textOf(service, 'dockerContext');
    if (name === undefined || folder === undefined || !RENDERED.has(type ?? '')) return [];
    return [{ path: joinPath(folderOf(file), folder), hosts: [name, `${name}.onrender.com`], text: `service ${name} of Render` }];
  });
}

function azd(file: string, text: string): App[] {
  return entriesOf(documentOf(file, text), 'services').flatMap(([name, service]) => {
    const project = textOf(service, 'project');
    if (project === undefined || get(service, 'host') === undefined) return [];
    return [{ path: joinPath(folderOf(file), project), hosts: [name], text: `service ${name} of ${baseName(file)}` }];
  });
}

/** `host.json` sets up a host of Azure Functions. */
function functionApp(file: string, text: string): App[] {
  const isHost = /"version"\s*:\s*"[234]\.0"/.test(text);
  return isHost ? [{ path: folderOf(file), hosts: [], text: 'host of Azure Functions' }] : [];
}

function documentOf(file: string, text: string): Item | undefined {
  return readYaml(file, text).documents[0];
}
