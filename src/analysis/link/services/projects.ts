import type { Discovery } from '../../../model/deployment.js';
import { groupBy } from '../../../shared/group-by.js';
import { isInside } from '../../../shared/paths.js';
import type { Meeting, MetPeer } from '../meeting.js';
import { CODE } from '../places.js';

type Layout = Pick<Discovery, 'units' | 'profiles'>;

/**
 * A repository may hold several systems side by side, each with a workspace or compose file of its own. One that answers itself is not
 * asked from outside: what another system calls the same is another thing. Names that only another system knows still meet.
 */
export function settledAtHome(meetings: readonly Meeting[], layout: Layout): Meeting[] {
  const projects = projectsOf(layout);
  const isForeign = foreign(projects, layout);
  const found = meetings.filter((meeting) => meeting.kind === 'edge');
  const answered = new Set([...groupBy(found, askedBy)].flatMap(([key, same]) => (same.some((one) => isAtHome(one, projects)) ? key : [])));
  return meetings.filter((one) => one.kind !== 'edge' || !answered.has(askedBy(one)) || !isForeign(one));
}

function askedBy({ from, at, protocol, name }: MetPeer): string {
  return JSON.stringify([from, at.file, at.line, at.column, protocol, name]);
}

function isAtHome({ from, to }: MetPeer, projects: ReadonlyMap<string, string>): boolean {
  const project = projects.get(from);
  return project !== undefined && projects.get(to) === project;
}

/** Each is part of a system, of different ones, and nothing deploys the two together. */
function foreign(projects: ReadonlyMap<string, string>, { profiles }: Layout): (edge: MetPeer) => boolean {
  const deployed = profiles.filter(({ name }) => name !== CODE).map(({ deployments }) => new Set(deployments.map(({ unit }) => unit)));
  return ({ from, to }) => {
    const [own, other] = [projects.get(from), projects.get(to)];
    if (own === undefined || other === undefined || isInside(own, other) || isInside(other, own)) return false;
    return !deployed.some((units) => units.has(from) && units.has(to));
  };
}

/** Of each unit the outermost folder below the root in which one file tells of it and of another unit. */
function projectsOf({ units }: Layout): ReadonlyMap<string, string> {
  const told = units.flatMap(({ name, path, evidence }) =>
    evidence.flatMap(({ at }) => {
      const folder = at.file.slice(0, Math.max(0, at.file.lastIndexOf('/')));
      return folder !== '' && folder !== path && isInside(path, folder) ? [{ name, folder }] : [];
    }),
  );
  const shared = [...groupBy(told, ({ folder }) => folder)]
    .filter(([, same]) => new Set(same.map(({ name }) => name)).size > 1)
    .map(([folder]) => folder)
    .sort((a, b) => a.length - b.length);
  return new Map(
    units.flatMap(({ name, path }) => {
      const home = shared.find((folder) => isInside(path, folder));
      return home === undefined ? [] : [[name, home] as const];
    }),
  );
}
