import { baseName } from '../../../shared/paths.js';
import type { Tree } from '../tree.js';
import { listOf, readYaml, textOf } from '../yaml.js';

/** Images whose tag is not the one in the manifest: Skaffold, Tilt and kustomize put another one in. */
export function imagesWithoutOwnTag(tree: Tree, yaml: readonly string[]): ReadonlySet<string> {
  const inYaml = yaml.flatMap((file) => {
    const path = /^skaffold[\w.-]*\.ya?ml$/.test(baseName(file))
      ? SKAFFOLD
      : /^kustomization\.ya?ml$/.test(baseName(file))
        ? KUSTOMIZE
        : undefined;
    if (path === undefined) return [];
    const documents = readYaml(file, tree.read(file) ?? '').documents;
    return documents.flatMap((document) => listOf(document, ...path.list).flatMap((item) => textOf(item, path.name) ?? []));
  });
  const inTilt = tree.files
    .filter((file) => baseName(file) === 'Tiltfile')
    .flatMap((file) =>
      [...(tree.read(file) ?? '').matchAll(/(?:docker|custom)_build\w*\(\s*['"]([^'"]+)['"]/g)].flatMap(([, name]) => name ?? []),
    );
  return new Set([...inYaml, ...inTilt].map(imageName));
}

const SKAFFOLD = { list: ['build', 'artifacts'], name: 'image' };
const KUSTOMIZE = { list: ['images'], name: 'name' };

/** Without tag and digest. */
export function imageName(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}
