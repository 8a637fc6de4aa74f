import { fileAt, type ContainerPaths } from './container-paths.js';

/** Folders of what is built, in front of the folder of services. */
const BUILT = /^(?:\.\/)?(?:dist|build)\//;

/**
 * The files of services that the runner of Moleculer loads where the container names some of many: `SERVICES=orders,bills`, below SERVICEDIR.
 * Where it names none, all are one process.
 */
export function chosenServices(paths: ContainerPaths, folder: string, env: Readonly<Record<string, string>>): string[] {
  const { SERVICES = '', SERVICEDIR = '' } = env;
  const folders = [SERVICEDIR, ...(BUILT.test(SERVICEDIR) ? ['', 'src/'].map((source) => SERVICEDIR.replace(BUILT, source)) : [])];
  const names = SERVICES.split(',').map((name) => name.trim());
  return names.flatMap((name) => {
    if (!/^[\w./-]+$/.test(name)) return [];
    const places = folders.flatMap((below) => ENDINGS.map((end) => `${below}/${name}${end}`.replace(/^\//, '')));
    return places.flatMap((place) => fileAt(paths, folder, place) ?? []).slice(0, 1);
  });
}

const ENDINGS = ['.service.ts', '.service.js', '.ts', '.js', ''];
