import type { Problem, TopicSubscription } from '../../model/deployment.js';
import type { IgnoreComment } from '../../model/ignore-comment.js';
import { readKubernetes, type KubernetesFiles } from './kubernetes/read.js';
import { tasksOf } from './bpmn.js';
import { isBrokerDefinitions, readBindings } from './rabbitmq.js';
import { isCaddyFile, readCaddy } from './proxies/caddy.js';
import { withImagesOfOthers } from './built-images.js';
import { readCompose, type ComposeFile } from './compose.js';
import { startedContainers, type StartedContainer } from './processes/containers.js';
import { readDockerfile, type Dockerfile } from './processes/dockerfile.js';
import { readEnvoy } from './proxies/envoy.js';
import { ignoreComments } from './ignore-comments.js';
import { readKong } from './proxies/kong.js';
import { isNginxFile, readNginx } from './proxies/nginx.js';
import { readPackages, type Package } from './packages.js';
import { baseName, perFolder } from '../../shared/paths.js';
import type { ProxyFile } from './proxies/proxy-file.js';
import { isSandbox } from './sandboxes.js';
import { isSupergraphFile, readSupergraph } from './proxies/supergraph.js';
import { readStack, type Stack } from './stacks/read.js';
import { readWrangler } from './stacks/wrangler.js';
import { readTraefikToml } from './proxies/traefik-toml.js';
import { readTraefik } from './proxies/traefik.js';
import type { Tree } from './tree.js';
import { readWorkspace, type Workspace } from './workspaces.js';

/** Everything in the repository that tells how it is deployed. */
export interface DeploymentFiles {
  readonly tree: Tree;
  /** All but tests, samples and documentation. */
  readonly files: readonly string[];
  readonly packages: readonly Package[];
  readonly workspace: Workspace;
  readonly composes: readonly ComposeFile[];
  readonly kubernetes: KubernetesFiles;
  readonly dockerfiles: readonly Dockerfile[];
  /** Configured proxies: nginx, Kong, Envoy, Traefik, Caddy; schemas of which a GraphQL gateway is made. */
  readonly proxies: readonly ProxyFile[];
  readonly containers: readonly StartedContainer[];
  /** Functions of a cloud with their queues and topics. */
  readonly stacks: readonly Stack[];
  /** What engines and brokers are told of their own: tasks of processes for workers, queues behind exchanges. */
  readonly subscriptions: readonly TopicSubscription[];
  readonly problems: readonly Problem[];
  readonly ignores: readonly IgnoreComment[];
}

export function readDeploymentFiles(tree: Tree): DeploymentFiles {
  const isInSandbox = perFolder(isSandbox);
  const { packages: all, problems } = readPackages(tree);
  const packages = all.filter((p) => !isInSandbox(p.file));
  const files = tree.files.filter((file) => !isInSandbox(file));
  const yaml = files.filter((file) => /\.ya?ml$/.test(file));
  const composes = withImagesOfOthers(defaultsFirst(withoutTests(yaml.filter(isCompose))).map((file) => readCompose(tree, file)));
  const kubernetes = readKubernetes(
    tree,
    yaml.filter((file) => !isCompose(file)),
  );
  const dockerfiles = files.filter(isDockerfile).map((file) => readDockerfile(file, tree.read(file) ?? ''));
  return {
    tree,
    files,
    packages,
    workspace: readWorkspace(tree, packages),
    composes,
    kubernetes,
    dockerfiles,
    proxies: [
      ...files.filter(isNginxFile).flatMap((file) => readNginx(file, tree.read(file) ?? '') ?? []),
      ...yaml.flatMap((file) => readInYaml(file, tree.read(file) ?? '') ?? []),
      ...files.filter((file) => file.endsWith('.toml')).flatMap((file) => readTraefikToml(file, tree.read(file) ?? '') ?? []),
      ...files.filter(isCaddyFile).flatMap((file) => readCaddy(file, tree.read(file) ?? '') ?? []),
      ...files.filter(isSupergraphFile).flatMap((file) => readSupergraph(file, tree.read(file) ?? '') ?? []),
    ],
    subscriptions: [
      ...files.filter((file) => file.endsWith('.bpmn')).flatMap((file) => tasksOf(file, tree.read(file) ?? '')),
      ...files.filter(isBrokerDefinitions).flatMap((file) => readBindings(file, tree.read(file) ?? '')),
    ],
    stacks: [
      ...yaml.flatMap((file) => readStack(file, tree.read(file) ?? '', (other) => tree.read(other)) ?? []),
      ...files.filter(isWrangler).flatMap((file) => readWrangler(file, tree.read(file) ?? '') ?? []),
    ],
    containers: startedContainers({ tree, packages, composes, dockerfiles }),
    ignores: files
      .filter((file) => /\.ya?ml$/.test(file) || isDockerfile(file) || isNginxFile(file) || isDotenv(file) || isSchema(file))
      .flatMap((file) => ignoreComments(file, tree.read(file) ?? '')),
    problems: [...problems, ...composes.flatMap((c) => c.problems), ...kubernetes.problems],
  };
}

function readInYaml(file: string, text: string): ProxyFile | undefined {
  return readKong(file, text) ?? readEnvoy(file, text) ?? readTraefik(file, text);
}

function isCompose(file: string): boolean {
  return /^((docker-)?compose([.-][\w.-]+)?|docker-compose.*)\.ya?ml$/.test(baseName(file)) && !/\.(template|tmpl)\./.test(file);
}

/** Files that deploy for tests only, where others deploy the system. */
function withoutTests(files: readonly string[]): readonly string[] {
  const lasting = files.filter((file) => !/[._-](ci|tests?|testing|e2e|cypress|integration)\.ya?ml$/.test(baseName(file)));
  return lasting.length > 0 ? lasting : files;
}

/** What is said of a service points at the file that is meant when none is named, and at one for debugging only where there is no other. */
function defaultsFirst(files: readonly string[]): readonly string[] {
  const rank = (file: string): number => (DEFAULT.test(baseName(file)) ? 0 : DEBUGGING.test(baseName(file)) ? 2 : 1);
  return [...files].sort((a, b) => rank(a) - rank(b));
}

const DEFAULT = /^(?:docker-)?compose\.ya?ml$/;
const DEBUGGING = /[._-](?:debug|dev|development|local)\.ya?ml$/;

function isWrangler(file: string): boolean {
  return /^wrangler\.(?:toml|jsonc?)$/.test(baseName(file));
}

function isDotenv(file: string): boolean {
  return /^\.env(\.|$)|\.env$/.test(baseName(file));
}

function isSchema(file: string): boolean {
  return /\.(?:prisma|proto|sql|graphql|gql)$/.test(file);
}

function isDockerfile(file: string): boolean {
  return /^(Docker|Container)file([.-]|$)|\.(Docker|Container)file$/i.test(baseName(file)) && !/\.(dockerignore|md)$/.test(file);
}
