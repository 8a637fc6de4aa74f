import type { Datastore, System } from '../model/system.js';
import { explain, type Target } from '../report/why/explanation.js';
import { whyJson } from '../report/why/json.js';
import { whyText } from '../report/why/text.js';
import { UserError } from '../shared/errors.js';
import { didYouMean, listed } from '../shared/text.js';
import { analyseSystem } from './analyse.js';
import { type CacheOptions, openCache } from './cache.js';
import { writeTarget } from './deliver.js';
import { targets } from './formats.js';
import { terminalWidth } from './output.js';
import { rootFolder } from './paths.js';
import { sourceLines } from './source-lines.js';

export interface WhyOptions {
  readonly from: string;
  readonly to: string;
  readonly root: string;
  readonly config?: string | undefined;
  /** The one deployment profile that it is about. */
  readonly profile?: string | undefined;
  /** Whether plugins run; undefined: where the user works. */
  readonly plugins?: boolean | undefined;
  readonly format: string;
  readonly output?: string;
  readonly cache: CacheOptions;
  readonly color: boolean;
  readonly version: string;
}

/** Tells what leads from a service to another one or to a datastore, with the evidence. It judges nothing. */
export async function why(options: WhyOptions): Promise<void> {
  const [target] = targets([options.format], options.output, { known: ['text', 'json'] });
  if (target === undefined) throw new Error('one format is one target');
  const root = await rootFolder(options.root);
  const memory = await openCache(root, options.cache);
  const { analysis } = await analyseSystem({ root, config: options.config, plugins: options.plugins, memory, profile: options.profile });
  memory?.save();
  const to = targetOf(options.to, analysis.system);
  const from = serviceOf(options.from, to, analysis.system);
  const explanation = explain(analysis, from, to);
  const page = { width: terminalWidth(), color: options.color && target.file === undefined, lineOf: sourceLines(root) };
  await writeTarget(target, target.format === 'json' ? whyJson(explanation, options.version) : whyText(explanation, page));
}

function targetOf(name: string, { services, datastores }: System): Target {
  if (services.some((service) => service.name === name)) return { kind: 'service', name };
  const found = datastoresCalled(name, datastores);
  const [only] = found;
  if (only !== undefined && found.length === 1) return { kind: 'datastore', name: only.id };
  if (only !== undefined)
    throw new UserError('E_NAME', `${found.length} datastores are called "${name}"`, {
      hint: `Name one of ${listed(found.map(({ id }) => id))}.`,
    });
  throw unknown('service or datastore', name, [...services.map((service) => service.name), ...datastores.flatMap(namesOf)]);
}

function serviceOf(name: string, to: Target, { services, datastores }: System): string {
  const known = services.map((service) => service.name);
  if (!known.includes(name)) {
    if (datastoresCalled(name, datastores).length === 0) throw unknown('service', name, known);
    throw new UserError('E_NAME', `"${name}" is a datastore, which asks nobody`, {
      hint: `Name the service first: msa why ${to.name} ${name}.`,
    });
  }
  if (to.kind === 'service' && name === to.name)
    throw new UserError('E_USAGE', `"${name}" is asked about itself`, { hint: 'Name two services, or a service and a datastore.' });
  return name;
}

/** By its id, else by its database or host. */
function datastoresCalled(name: string, datastores: readonly Datastore[]): readonly Datastore[] {
  const exact = datastores.filter(({ id }) => id === name);
  return exact.length > 0 ? exact : datastores.filter((store) => namesOf(store).includes(name));
}

function namesOf({ id, database, host }: Datastore): string[] {
  return [id, database, host].flatMap((name) => name ?? []);
}

function unknown(what: string, name: string, known: readonly string[]): UserError {
  const hint = didYouMean(name, known) ?? `Known: ${listed([...new Set(known)], 20)}.`;
  return new UserError('E_NAME', `there is no ${what} "${name}"`, { hint });
}
