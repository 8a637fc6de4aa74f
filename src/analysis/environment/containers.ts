import type { Deployment, EnvEntry, Unit } from '../../model/deployment.js';
import { compareLocations, type Location } from '../../model/location.js';
import { folderOf, isInside } from '../../shared/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';

/** A unit that runs beside others in one container. */
export interface Inside {
  readonly unit: Unit;
  /** What the process manager or the command sets for it alone. */
  readonly env: Readonly<Record<string, string>>;
  /** It has an image of its own too: it can be deployed without the others. */
  readonly alone: boolean;
}

/** The units whose processes the container at this place starts: several, or none. */
export function inContainer(files: Pick<DeploymentFiles, 'containers' | 'dockerfiles'>, units: readonly Unit[], at: Location): Inside[] {
  const images = new Set(files.dockerfiles.map(({ file }) => folderOf(file)));
  const processes = files.containers.find((c) => compareLocations(c.at, at) === 0)?.processes ?? [];
  const found = new Map<Unit, Inside['env']>();
  for (const { path, env } of processes) {
    const [unit] = units.filter((u) => u.path !== '.' && isInside(path, u.path)).sort((a, b) => b.path.length - a.path.length);
    if (unit) found.set(unit, { ...env, ...found.get(unit) });
  }
  return found.size > 1 ? [...found].map(([unit, env]) => ({ unit, env, alone: images.has(unit.path) })) : [];
}

/** The deployment of one of several: they share the image, and a port is the process's that listens on it. */
export function within({ image: _, ...deployment }: Deployment, { env, alone }: Inside, container: string): Deployment {
  const port = Number(env.PORT);
  const own = Object.entries(env).map(([name, value]): [string, EnvEntry] => [name, { value, source: 'script', at: deployment.at }]);
  return {
    ...deployment,
    env: { ...deployment.env, ...Object.fromEntries(own) },
    ports: Number.isInteger(port) ? deployment.ports.filter(({ target }) => target === port) : deployment.ports,
    ...(!alone && { container }),
  };
}
