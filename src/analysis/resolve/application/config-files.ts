import { env, first, isKnown, object, type Residual } from '../../../model/residual.js';
import type { Engine } from '../engine.js';

/** Names of files below `config/`, what is deployed above what is the same everywhere; names of variables stand above both. */
const LAYERS = ['production', 'default', 'development', 'local'];
const VARIABLES = 'custom-environment-variables';
const ENDINGS = ['.json', '.yaml', '.yml', '.ts', '.js', '.cjs'];
const MAX_DEPTH = 12;

/** `db.host` of the files that the package `config` reads from the folder of the unit. */
export function configured(engine: Engine, name: string): Residual | undefined {
  const folders = [...new Set([engine.cwd === '.' ? 'config' : `${engine.cwd}/config`, 'config'])];
  const folder = folders.find((one) => LAYERS.some((layer) => fileOf(engine, one, layer) !== undefined));
  if (folder === undefined) return undefined;
  const steps = name.split('.');
  const at = (file: string | undefined): Residual | undefined =>
    file === undefined ? undefined : steps.reduce<Residual>((of, step) => engine.property(of, step), engine.exportOf(file, 'default'));
  const named = at(fileOf(engine, folder, VARIABLES));
  return layered(
    [named && variables(named, 0), ...LAYERS.map((layer) => at(fileOf(engine, folder, layer)))].flatMap((one) => one ?? []),
    0,
  );
}

function fileOf({ graph }: Engine, folder: string, name: string): string | undefined {
  return ENDINGS.map((ending) => `${folder}/${name}${ending}`).find((file) => graph.modules.has(file));
}

/** Leaves are names of variables: `"DB_HOST"`, `{ "__name": "DB_PORT", "__format": "number" }`. */
function variables(of: Residual, depth: number): Residual | undefined {
  if (of.k === 'lit') return typeof of.v === 'string' ? env(of.v) : undefined;
  if (of.k !== 'object' || depth > MAX_DEPTH) return undefined;
  const name = of.props.get('__name');
  if (name) return variables(name, depth + 1);
  return object(
    new Map(
      [...of.props].flatMap(([key, inner]) => {
        const value = variables(inner, depth + 1);
        return value ? [[key, value] as const] : [];
      }),
    ),
  );
}

/** Objects are put together; of single values the first that is set counts. */
function layered(layers: readonly Residual[], depth: number): Residual | undefined {
  const known = layers.filter(isKnown);
  const objects = known.flatMap((one) => (one.k === 'object' ? [one] : []));
  if (objects.length === 0 || depth > MAX_DEPTH) return known.length === 0 ? undefined : first(known);
  const names = new Set(objects.flatMap(({ props }) => [...props.keys()]));
  return object(
    new Map(
      [...names].flatMap((name) => {
        const value = layered(objects.flatMap(({ props }) => props.get(name) ?? []), depth + 1); // prettier-ignore
        return value ? [[name, value] as const] : [];
      }),
    ),
  );
}
