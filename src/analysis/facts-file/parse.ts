import { Ajv, type ErrorObject } from 'ajv';

import { UserError } from '../../shared/errors.js';
import { type FactsFile, FACTS_VERSION } from './format.js';
import { brokenReference } from './references.js';
import { FACTS_SCHEMA } from './schema.js';

/** Objects and lists in each other: twice what msa makes of the deepest source that it reads. */
const MAX_DEPTH = 1_000;

const hasShape = new Ajv({ discriminator: true, ownProperties: true, allowUnionTypes: true, strictTuples: false }).compile<FactsFile>(
  FACTS_SCHEMA,
);

/** Facts as `msa extract` writes them. Whatever is wrong with them is one UserError E_FACTS; nothing of them is believed unseen. */
export function parseFacts(text: string, name: string): FactsFile {
  const value = parsed(text, name);
  assertVersion(value, name);
  assertDepth(value, name);
  if (!hasShape(value)) throw noFacts(name, told(hasShape.errors?.[0]));
  const { files } = value;
  const lying = misplaced(files.map(({ path }) => path));
  if (lying !== undefined) throw noFacts(name, lying);
  for (const { path, facts } of files) {
    const broken = facts && brokenReference(facts);
    if (broken !== undefined) throw noFacts(name, `the facts of ${path} refer to what is not there (${broken})`);
  }
  return value;
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw noFacts(name, 'it is no JSON');
  }
}

/** Before all else: what another version writes may have another shape. */
function assertVersion(value: unknown, name: string): void {
  if (typeof value !== 'object' || value === null || !('factsVersion' in value)) throw noFacts(name, 'it has no factsVersion');
  const { factsVersion: version } = value;
  if (version === FACTS_VERSION) return;
  const tool =
    'tool' in value && typeof value.tool === 'object' && value.tool !== null && 'version' in value.tool ? value.tool.version : '';
  const maker = typeof tool === 'string' && /^[\w.+-]{1,40}$/.test(tool) ? ` (msa ${tool})` : '';
  throw new UserError(
    'E_FACTS',
    `the facts in ${name} are of version ${JSON.stringify(version).slice(0, 20)}${maker}, this msa reads version ${FACTS_VERSION}`,
    {
      hint: 'Extract them again with this msa, or use one version of msa in all repositories.',
    },
  );
}

/** By hand, for what follows goes into every depth. */
function assertDepth(value: unknown, name: string): void {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw noFacts(name, 'it is nested too deeply');
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? (Object.values(one) as unknown[]) : []));
  }
}

/** A path that stands twice, or is a file and a folder. */
function misplaced(paths: readonly string[]): string | undefined {
  const files = new Set(paths);
  if (files.size < paths.length) return 'a path stands twice in it';
  for (const path of paths)
    for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1))
      if (files.has(path.slice(0, at))) return `${path.slice(0, at)} is a file and a folder in it`;
  return undefined;
}

function told(error: ErrorObject | undefined): string {
  return error === undefined
    ? 'its shape is another'
    : `${error.instancePath === '' ? 'it' : error.instancePath} ${error.message ?? 'is wrong'}`;
}

function noFacts(name: string, why: string): UserError {
  return new UserError('E_FACTS', `${name} holds no facts of msa: ${why}`, { hint: '`msa extract --output FILE` writes them.' });
}
