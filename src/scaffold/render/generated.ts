import type { Layer, Versions } from '../layers/layer.js';
import { mergeKeys } from '../structured/merge.js';
import type { Rendered } from '../wanted.js';
import { fillBlocks, readBlocks } from './blocks.js';
import type { Member } from './members.js';

interface Into {
  /** Of the service, with `/` at the end. */
  readonly folder: string;
  readonly rewrite: (text: string) => string;
  readonly versions: Versions;
}

/** What follows from the data of all layers of a service: packages, environment, README, decision records. */
export function generated(tree: Map<string, Rendered>, { layers }: Member, { folder, rewrite, versions }: Into): void {
  addPackages(tree, layers, `${folder}package.json`, versions);
  const env = layers.flatMap((layer) => layer.env);
  if (env.length > 0) tree.set(`${folder}.env.example`, file(rewrite(envExample(layers)), 'managed'));
  const readme = tree.get(`${folder}README.md`);
  if (typeof readme?.content === 'string') {
    const own = readBlocks(readme.content);
    const blocks = new Map([...own].map(([marker, lines]) => [marker, readmeBlock(marker, layers, rewrite) ?? lines]));
    tree.set(`${folder}README.md`, { ...readme, content: fillBlocks(readme.content, blocks) });
  }
  for (const layer of layers) {
    if (layer.adr !== undefined)
      tree.set(`${folder}docs/decisions/${layer.name}.md`, { ...file(rewrite(layer.adr), 'seed'), layer: layer.name });
  }
}

/** npm takes overrides from the package.json at the root alone. */
export function overridesFile(tree: Map<string, Rendered>, members: readonly Member[], { overrides }: Versions): void {
  const root = tree.get('package.json');
  if (members.length === 0 || typeof root?.content !== 'string' || Object.keys(overrides).length === 0) return;
  tree.set('package.json', { ...root, content: withKeys(root.content, { overrides: byName(overrides) }) });
}

function addPackages(tree: Map<string, Rendered>, layers: readonly Layer[], path: string, { packages }: Versions): void {
  const versionsOf = (names: readonly string[]): Record<string, unknown> =>
    byName(Object.fromEntries(names.map((one) => [one, packages[one] ?? ''])));
  const dependencies = versionsOf(layers.flatMap((layer) => layer.dependencies));
  const development = versionsOf(layers.flatMap((layer) => layer.devDependencies).filter((one) => !(one in dependencies)));
  const added = {
    ...(Object.keys(dependencies).length === 0 ? {} : { dependencies }),
    ...(Object.keys(development).length === 0 ? {} : { devDependencies: development }),
  };
  const there = tree.get(path);
  if (typeof there?.content === 'string' && Object.keys(added).length > 0)
    tree.set(path, { ...there, content: withKeys(there.content, added) });
}

function withKeys(text: string, keys: object): string {
  return mergeKeys({ old: undefined, next: JSON.stringify(keys), yours: text }, 'package.json', 'theirs')?.text ?? text;
}

function byName(entries: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function file(content: string, kind: Rendered['class']): Rendered {
  return { class: kind, content, isExecutable: false, layer: 'base' };
}

/** Secrets stand there without a value. */
function envExample(layers: readonly Layer[]): string {
  const sections = layers.flatMap(({ env }) =>
    env.map(
      ({ name, description, default: value = '', secret }) => `# ${description}\n${secret ? '# ' : ''}${name}=${secret ? '' : value}\n`,
    ),
  );
  return sections.join('\n');
}

function readmeBlock(marker: string, layers: readonly Layer[], rewrite: (text: string) => string): readonly string[] | undefined {
  if (marker === 'env') return rewrite(envTable(layers)).split('\n');
  if (marker !== 'patterns') return undefined;
  const sections = layers.flatMap(({ readme }) => (readme === undefined ? [] : [rewrite(readme.trim())]));
  return sections.length === 0 ? [] : ['', ...sections.join('\n\n').split('\n'), ''];
}

function envTable(layers: readonly Layer[]): string {
  const rows = layers.flatMap(({ env }) =>
    env.map(
      ({ name, description, default: value, secret }) =>
        `| \`${name}\` | ${secret ? 'secret, none' : value === undefined ? 'none' : `\`${value}\``} | ${description.replaceAll('|', '\\|')} |`,
    ),
  );
  return ['', '| Variable | Default | What it is |', '| --- | --- | --- |', ...rows, ''].join('\n');
}
