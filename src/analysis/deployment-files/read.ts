import type { Problem } from '../../model/deployment.js';
import { isKubernetes, readKubernetes, type KubernetesFiles } from './kubernetes.js';
import { readCompose, type ComposeFile } from './compose.js';
import { readPackages, type Package } from './packages.js';
import { baseName, folderOf } from './paths.js';
import type { Tree } from './tree.js';

/** Everything in the repository that tells how it is deployed. */
export interface DeploymentFiles {
  readonly tree: Tree;
  readonly packages: readonly Package[];
  readonly composes: readonly ComposeFile[];
  readonly kubernetes: KubernetesFiles;
  /** Folders that hold a Dockerfile. */
  readonly dockerFolders: readonly string[];
  readonly problems: readonly Problem[];
}

const COMPOSE = /^(docker-)?compose([.-][\w.-]+)?\.ya?ml$/;
/** Sandboxes of tests deploy what is no part of the system. */
const SANDBOX = /(^|\/)(e2e|tests?|__tests__|spec|examples?|samples?|fixtures|cypress|\.github|\.devcontainer|docs)\//i;

export function readDeploymentFiles(tree: Tree): DeploymentFiles {
  const { packages, problems } = readPackages(tree);
  const yaml = tree.files.filter((file) => /\.ya?ml$/.test(file) && !SANDBOX.test(file));
  const composes = yaml
    .filter((file) => COMPOSE.test(baseName(file)) || /^docker-compose.*\.ya?ml$/.test(baseName(file)))
    .map((file) => readCompose(tree, file));
  const manifests = yaml.filter((file) => !COMPOSE.test(baseName(file)) && isKubernetes(tree.read(file) ?? ''));
  const kubernetes = readKubernetes(tree, manifests);
  const dockerFolders = tree.files
    .filter((file) => /^Dockerfile(\.|$)|\.Dockerfile$/i.test(baseName(file)) && !SANDBOX.test(file))
    .map(folderOf);
  return {
    tree,
    packages: packages.filter((p) => !SANDBOX.test(`${p.folder}/`)),
    composes,
    kubernetes,
    dockerFolders: [...new Set(dockerFolders)],
    problems: [...problems, ...composes.flatMap((c) => c.problems), ...kubernetes.problems],
  };
}
