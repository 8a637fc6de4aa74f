import type { FunctionTrigger, NamedFunction, Unit } from '../../model/deployment.js';
import { groupBy } from '../../shared/group-by.js';
import { baseName, below, folderOf, isInside, joinPath } from '../../shared/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import { entryOf, serviceOf, unitOf } from '../deployment-files/stacks/owners.js';
import type { Candidate } from './candidate.js';
import type { Folders } from './folders.js';

/** Functions that are deployed together: the Serverless Framework, AWS SAM, the AWS CDK, Workers of Cloudflare. */
export function fromServerless(files: DeploymentFiles, folders: Folders): Candidate[] {
  return [...files.files.flatMap((file) => described(files, folders, file)), ...elsewhere(files, folders)];
}

function described(files: DeploymentFiles, folders: Folders, file: string): Candidate[] {
  const path = serviceOf(file);
  const name = baseName(file);
  const found = DESCRIPTIONS.find(([pattern]) => pattern.test(name));
  if (!found || !folders.hasCode(path) || (path !== '.' && folders.holdsMany(path))) return [];
  const [, text, handlersOf] = found;
  const told = { source: 'serverless' as const, aliases: [], evidence: { at: { file, line: 1, column: 1 }, text } };
  const bundled = packagesBundled(files, folders, file);
  if (bundled.length > 1) return [...bundled.map((entry) => ({ ...entry, ...told })), { ...told, path, ...arranging(files, file) }];
  const handlers = handlersOf(files, file);
  if (handlers === undefined) return [];
  return [{ ...told, path, entries: handlers.flatMap((handler) => entryOf(files.tree, file, { handler })) }];
}

/** Packages out of which a stack that lies beside them takes functions: each is deployed by itself. */
function elsewhere({ stacks, tree }: DeploymentFiles, folders: Folders): Candidate[] {
  return stacks.flatMap(({ file, functions }) => {
    const owned = functions.flatMap((one) =>
      entryOf(tree, file, one).flatMap((entry) => {
        const path = folders.packageAbove(entry)?.folder;
        return path === undefined || path === '.' || isInside(file, path) || isInside(entry, serviceOf(file))
          ? []
          : { path, entry, at: one.at };
      }),
    );
    return [...groupBy(owned, ({ path }) => path)].map(([path, own]) => ({
      path,
      source: 'serverless' as const,
      aliases: [],
      evidence: { at: own[0]?.at ?? { file, line: 1, column: 1 }, text: 'function of AWS SAM' },
      entries: own.map(({ entry }) => entry),
    }));
  });
}

/** What the cloud calls functions of the units for. */
export function triggersIn({ stacks, tree }: DeploymentFiles, units: readonly Unit[]): FunctionTrigger[] {
  return stacks.flatMap((stack) =>
    stack.functions.flatMap((one) => {
      const unit = unitOf({ tree, units }, stack, one)?.name;
      if (unit === undefined) return [];
      const name = one.handler.slice(one.handler.lastIndexOf('.') + 1);
      const files = entryOf(tree, stack.file, one);
      return files.flatMap((file) => one.events.map((event) => ({ unit, file, name, event, at: one.at })));
    }),
  );
}

/** Names under which functions of the units are invoked. */
export function functionsIn({ stacks, tree }: DeploymentFiles, units: readonly Unit[]): NamedFunction[] {
  return stacks.flatMap((stack) =>
    stack.functions.flatMap((one) => {
      const unit = unitOf({ tree, units }, stack, one)?.name;
      return unit === undefined ? [] : { unit, name: one.name };
    }),
  );
}

type Handlers = (files: DeploymentFiles, file: string) => readonly string[] | undefined;

/** Files of each framework, and the handlers that they name: `src/orders.create`; undefined where it is something else. */
const DESCRIPTIONS: readonly (readonly [RegExp, string, Handlers])[] = [
  [/^serverless\.(ya?ml)$/, 'service of the Serverless Framework', inStack],
  [/^serverless\.([cm]?[jt]s|json)$/, 'service of the Serverless Framework', () => []],
  [/^(template|sam)\.ya?ml$/, 'stack of AWS SAM', inStack],
  [/^wrangler\.(toml|jsonc?)$/, 'Worker of Cloudflare', inStack],
  [/^cdk\.json$/, 'stack of the AWS CDK', inCdk],
];

function inStack({ stacks }: DeploymentFiles, file: string): string[] | undefined {
  const stack = stacks.find((one) => one.file === file);
  return stack === undefined || stack.kind === 'resources' ? undefined : stack.functions.map(({ handler }) => handler);
}

/** A stack that holds its functions beside it; others only arrange what lies elsewhere. */
function inCdk({ tree }: DeploymentFiles, file: string): string[] | undefined {
  const handles = tree.below(serviceOf(file)).some((one) => /(^|\/)(handlers?|lambdas?|functions)\//.test(one));
  return handles ? [] : undefined;
}

/** The code that only arranges what others run is evaluated for what it says of them. */
function arranging({ tree }: DeploymentFiles, file: string): Pick<Candidate, 'name' | 'job' | 'entries'> {
  const folder = folderOf(file);
  const [, entry] = /"app"\s*:\s*"[^"]*?([\w./-]+\.[cm]?[jt]s)\b/.exec(tree.read(file) ?? '') ?? [];
  return { name: 'stack', job: true, ...(entry !== undefined && { entries: [below(folder, entry.replace(/^\.\//, ''))] }) };
}

const STACKS = /(?:^|\/)(?:lib|bin|stacks?|constructs?|infra\w*|cdk)\//;
const ENTRY = /\bentry:\s*(?:path\.)?(?:join|resolve)\(\s*__dirname\s*,\s*(['"`])([^'"`]+)\1\s*\)/g;

/** `new NodejsFunction(this, 'Orders', { entry: join(__dirname, '../src/orders/index.ts') })`: each that is a package of its own. */
function packagesBundled({ tree }: DeploymentFiles, folders: Folders, file: string): Pick<Candidate, 'path' | 'entries'>[] {
  if (baseName(file) !== 'cdk.json') return [];
  const stacks = tree.below(serviceOf(file)).filter((one) => one.endsWith('.ts') && STACKS.test(one));
  const entries = stacks.flatMap((stack) => {
    const text = tree.read(stack) ?? '';
    const written = text.includes('aws-cdk-lib') ? [...text.matchAll(ENTRY)].map(([, , path = '']) => path) : [];
    return written.flatMap((path) => filesAt(tree, joinPath(folderOf(stack), `./${path}`)));
  });
  const owned = entries.flatMap((entry) => {
    const path = folders.packageAbove(entry)?.folder;
    return path === undefined || path === serviceOf(file) || !tree.has(entry) ? [] : { path, entry };
  });
  return [...groupBy(owned, ({ path }) => path)].map(([path, own]) => ({ path, entries: own.map(({ entry }) => entry) }));
}

/** `functions/${name}/index.ts`: all that may be meant. */
function filesAt(tree: DeploymentFiles['tree'], path: string): readonly string[] {
  if (!path.includes('${')) return [path];
  const parts = path.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('[^/]+')}$`);
  return tree.files.filter((file) => pattern.test(file));
}
