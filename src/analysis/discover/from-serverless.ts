import { baseName, below, folderOf } from '../deployment-files/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import { get, listOf, entriesOf, readYaml, textOf, type Item } from '../deployment-files/yaml.js';
import type { Candidate } from './candidate.js';
import type { Folders } from './folders.js';

/** Functions that are deployed together: the Serverless Framework, AWS SAM, the AWS CDK. */
export function fromServerless(files: DeploymentFiles, folders: Folders): Candidate[] {
  return files.files.flatMap((file) => {
    const path = serviceOf(file);
    const name = baseName(file);
    const described = DESCRIPTIONS.find(([pattern]) => pattern.test(name));
    if (!described || !folders.hasCode(path) || (path !== '.' && folders.holdsMany(path))) return [];
    const [, text, handlersOf] = described;
    const handlers = handlersOf(files, file);
    if (handlers === undefined) return [];
    const evidence = { at: { file, line: 1, column: 1 }, text };
    return [
      { path, source: 'serverless' as const, aliases: [], evidence, entries: handlers.flatMap((handler) => entryOf(files, path, handler)) },
    ];
  });
}

/** What describes the infrastructure often lies beside what runs on it. */
function serviceOf(file: string): string {
  const folder = folderOf(file);
  return /^(infra|infrastructure|cdk|iac|deploy(ment)?|aws)$/i.test(baseName(folder)) ? folderOf(folder) : folder;
}

type Handlers = (files: DeploymentFiles, file: string) => readonly string[] | undefined;

/** Files of each framework, and the handlers that they name: `src/orders.create`; undefined where it is something else. */
const DESCRIPTIONS: readonly (readonly [RegExp, string, Handlers])[] = [
  [/^serverless\.(ya?ml)$/, 'service of the Serverless Framework', inServerless],
  [/^serverless\.([cm]?[jt]s|json)$/, 'service of the Serverless Framework', () => []],
  [/^(template|sam)\.ya?ml$/, 'stack of AWS SAM', inSam],
  [/^cdk\.json$/, 'stack of the AWS CDK', inCdk],
];

function inServerless({ tree }: DeploymentFiles, file: string): string[] | undefined {
  const [document] = readYaml(file, tree.read(file) ?? '').documents;
  const functions = entriesOf(document, 'functions').map(([, one]) => one);
  const listed = listOf(document, 'functions').flatMap((item) => [...(item.map?.values() ?? [])]);
  return get(document, 'service') && [...functions, ...listed].flatMap((item) => textOf(item, 'handler') ?? []);
}

function inSam({ tree }: DeploymentFiles, file: string): string[] | undefined {
  const text = tree.read(file) ?? '';
  if (!text.includes('AWS::Serverless::Function')) return undefined;
  const [document] = readYaml(file, text).documents;
  return entriesOf(document, 'Resources').flatMap(([, resource]) => handlerOf(resource));
}

function handlerOf(resource: Item): string[] {
  if (textOf(resource, 'Type') !== 'AWS::Serverless::Function') return [];
  const [folder, handler] = [textOf(resource, 'Properties', 'CodeUri') ?? '.', textOf(resource, 'Properties', 'Handler')];
  return handler === undefined ? [] : [`${folder.replace(/\/$/, '')}/${handler}`];
}

/** A stack that holds its functions beside it; others only arrange what lies elsewhere. */
function inCdk({ tree }: DeploymentFiles, file: string): string[] | undefined {
  const handles = tree.below(serviceOf(file)).some((one) => /(^|\/)(handlers?|lambdas?|functions)\//.test(one));
  return handles ? [] : undefined;
}

/** `src/orders.create` is exported by `src/orders.ts`. */
function entryOf({ tree }: DeploymentFiles, folder: string, handler: string): string[] {
  const file = below(folder, handler.replace(/^\.\//, '').replace(/\.[\w$]+$/, ''));
  return ['.ts', '.js', '.mjs', '.tsx'].map((end) => file + end).filter((one) => tree.has(one));
}
