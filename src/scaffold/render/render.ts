import { UserError } from '../../shared/errors.js';
import { checkPath } from '../confine.js';
import { mergeKeys } from '../structured/merge.js';
import { type Fragment, type Layer, type Templates, WORKSPACE } from '../layers/layer.js';
import type { Rendered, Tree, Wanted } from '../wanted.js';
import { fillBlocks, readBlocks } from './blocks.js';
import { generated, overridesFile } from './generated.js';
import { classOf } from './classes.js';
import { type Member, membersOf, vocabularyOf } from './members.js';
import { rewriter } from './words.js';

/** All files of a workspace. Pure: it depends on what is wanted, not on the way that led there. */
export function render(wanted: Wanted, templates: Templates): Tree {
  const members = membersOf(wanted, templates);
  const tree = new Map<string, Rendered>();
  const common = templates.layers.get(WORKSPACE);
  if (members.length === 0) return tree;
  const root = rewriter({ workspace: wanted.name });
  if (common !== undefined) {
    addFiles(tree, common, { folder: '', rewrite: root });
  }
  for (const member of members) renderService(tree, member, { wanted, templates });
  for (const member of members) renderPeers(tree, member, { wanted, templates, members });
  overridesFile(tree, members, templates.versions);
  for (const path of tree.keys()) checkPath(path);
  return sorted(tree);
}

interface Context {
  readonly wanted: Wanted;
  readonly templates: Templates;
}

interface Place {
  /** Of the service, with `/` at the end; '' at the root. */
  readonly folder: string;
  readonly rewrite: (text: string) => string;
}

function renderService(tree: Map<string, Rendered>, member: Member, { wanted, templates }: Context): void {
  const place: Place = { folder: `${member.path}/`, rewrite: rewriter(vocabularyOf(wanted.name, member)) };
  for (const layer of member.layers) addFiles(tree, layer, place);
  for (const layer of withCommon(member, templates)) {
    for (const fragment of layer.fragments) if (fragment.per === undefined) addFragment(tree, fragment, { ...place, layer });
  }
  fillServiceBlocks(tree, member.layers, place);
  generated(tree, member, { ...place, versions: templates.versions });
}

/** Fragments of the workspace are for each service too. */
function withCommon({ layers }: Member, templates: Templates): readonly Layer[] {
  const common = templates.layers.get(WORKSPACE);
  return common === undefined ? layers : [common, ...layers];
}

/** Each service that is called, or calls, adds to the files of the other side's. */
function renderPeers(
  tree: Map<string, Rendered>,
  member: Member,
  { wanted, templates, members }: Context & { readonly members: readonly Member[] },
): void {
  const peers = {
    callee: members.filter((other) => member.calls.includes(other.name)),
    caller: members.filter((other) => other.calls.includes(member.name)),
  };
  for (const layer of withCommon(member, templates)) {
    for (const fragment of layer.fragments) {
      const others = fragment.per === undefined ? [] : peers[fragment.per];
      for (const peer of fragment.per === 'callee' ? others.filter((other) => isCallee(other, layer)) : others) {
        addFragment(tree, fragment, {
          folder: `${member.path}/`,
          rewrite: rewriter(vocabularyOf(wanted.name, member, peer)),
          layer,
        });
      }
    }
  }
}

function isCallee({ layers }: Member, { callees }: Layer): boolean {
  return callees.length === 0 || layers.some(({ name }) => callees.includes(name));
}

function addFiles(tree: Map<string, Rendered>, layer: Layer, { folder, rewrite }: Place): void {
  for (const [path, content] of layer.files) {
    const to = folder + rewrite(path);
    const there = tree.get(to);
    if (there !== undefined) {
      throw new UserError('E_TEMPLATE', `the layers ${there.layer} and ${layer.name} both have the file ${path}`, {
        hint: 'A layer adds files of its own, fragments and blocks.',
      });
    }
    const text = typeof content === 'string' ? rewrite(content) : content;
    tree.set(to, {
      class: classOf(path, text, layer.seed),
      content: text,
      isExecutable: typeof text === 'string' && text.startsWith('#!'),
      layer: layer.name,
    });
  }
}

function addFragment(tree: Map<string, Rendered>, fragment: Fragment, { folder, rewrite, layer }: Place & { readonly layer: Layer }): void {
  const path = (fragment.of === 'service' ? folder : '') + rewrite(fragment.path);
  const next = rewrite(fragment.text);
  const there = tree.get(path);
  const outcome =
    typeof there?.content === 'string' ? mergeKeys({ old: undefined, next, yours: there.content }, path, 'theirs') : undefined;
  if (there !== undefined && outcome === undefined) {
    throw new UserError(
      'E_TEMPLATE',
      `the fragment of ${layer.name} for ${fragment.path} cannot be merged: one of them is no JSON or YAML of one document`,
      { hint: 'Mend the template.' },
    );
  }
  const kind = classOf(fragment.path, next, layer.seed);
  tree.set(path, { class: kind, isExecutable: false, layer: layer.name, ...there, content: outcome?.text ?? next });
}

function fillServiceBlocks(tree: Map<string, Rendered>, layers: readonly Layer[], { folder, rewrite }: Place): void {
  const files = new Map<string, Map<string, string[]>>();
  for (const layer of layers) {
    for (const [path, markers] of Object.entries(layer.blocks)) {
      const blocks = files.get(path) ?? new Map<string, string[]>();
      files.set(path, blocks);
      for (const [marker, lines] of Object.entries(markers)) blocks.set(marker, [...(blocks.get(marker) ?? []), ...lines.map(rewrite)]);
    }
  }
  for (const [path, blocks] of files) {
    const file = tree.get(folder + path);
    const open = typeof file?.content === 'string' ? readBlocks(file.content) : new Map<string, readonly string[]>();
    const unknown = [...blocks.keys()].find((marker) => !open.has(marker));
    if (typeof file?.content !== 'string' || unknown !== undefined) {
      throw new UserError('E_TEMPLATE', `a layer has lines for the block ${unknown ?? ''} of ${path}, which is not there`, {
        hint: `Layers of this service: ${layers.map(({ name }) => name).join(', ')}.`,
      });
    }
    tree.set(folder + path, { ...file, content: fillBlocks(file.content, blocks) });
  }
}

function sorted(tree: ReadonlyMap<string, Rendered>): Tree {
  return new Map([...tree].sort(([a], [b]) => (a < b ? -1 : 1)));
}
