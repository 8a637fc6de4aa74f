import type { Problem } from '../../model/deployment.js';
import { isKubernetes, readKubernetes, type KubernetesFiles } from './kubernetes.js';
import { readCompose, type ComposeFile } from './compose.js';
import { sharedContainers, type SharedContainer } from './containers.js';
import { readDockerfile, type Dockerfile } from './dockerfile.js';
import { readKong } from './kong.js';
import { isNginxFile, readNginx } from './nginx.js';
import { readPackages, type Package } from './packages.js';
import { baseName } from './paths.js';
import type { ProxyFile } from './proxy-file.js';
import type { Tree } from './tree.js';

/** Everything in the repository that tells how it is deployed. */
export interface DeploymentFiles {
  readonly tree: Tree;
  readonly packages: readonly Package[];
  readonly composes: readonly ComposeFile[];
  readonly kubernetes: KubernetesFiles;
  readonly dockerfiles: readonly Dockerfile[];
  /** Configured proxies: nginx, Kong. */
  readonly proxies: readonly ProxyFile[];
  readonly containers: readonly SharedContainer[];
  readonly problems: readonly Problem[];
}

/** Sandboxes of tests deploy what is no part of the system. */
const SANDBOX = /(^|\/)(e2e|tests?|__tests__|spec|examples?|samples?|fixtures|cypress|\.github|\.devcontainer|docs)\//i;

export function readDeploymentFiles(tree: Tree): DeploymentFiles {
  const { packages: all, problems } = readPackages(tree);
  const packages = all.filter((p) => !SANDBOX.test(`${p.folder}/`));
  const deployed = tree.files.filter((file) => !SANDBOX.test(file));
  const yaml = deployed.filter((file) => /\.ya?ml$/.test(file));
  const composes = yaml.filter(isCompose).map((file) => readCompose(tree, file));
  const kubernetes = readKubernetes(
    tree,
    yaml.filter((file) => !isCompose(file) && isKubernetes(tree.read(file) ?? '')),
  );
  const dockerfiles = deployed.filter(isDockerfile).map((file) => readDockerfile(file, tree.read(file) ?? ''));
  return {
    tree,
    packages,
    composes,
    kubernetes,
    dockerfiles,
    proxies: [
      ...deployed.filter(isNginxFile).flatMap((file) => readNginx(file, tree.read(file) ?? '') ?? []),
      ...yaml.flatMap((file) => readKong(file, tree.read(file) ?? '') ?? []),
    ],
    containers: sharedContainers({ tree, packages, composes, dockerfiles }),
    problems: [...problems, ...composes.flatMap((c) => c.problems), ...kubernetes.problems],
  };
}

function isCompose(file: string): boolean {
  return /^((docker-)?compose([.-][\w.-]+)?|docker-compose.*)\.ya?ml$/.test(baseName(file));
}

function isDockerfile(file: string): boolean {
  return /^(Docker|Container)file([.-]|$)|\.(Docker|Container)file$/i.test(baseName(file)) && !/\.(dockerignore|md)$/.test(file);
}
