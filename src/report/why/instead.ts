import type { Coverage, ServiceCoverage } from '../../model/analysis.js';
import type { Edge, LooseEnd, Service, System } from '../../model/system.js';
import { shortestPaths } from './paths.js';
import type { Target } from './explanation.js';

/** What is known where nothing that was found leads from a service to its target. */
export interface Instead {
  readonly coverage: ServiceCoverage | undefined;
  /** Language of a service whose source is not read. */
  readonly unread?: string;
  /** Ends of the service that could be it; those that name the target come first. */
  readonly loose: readonly Suspect[];
  /** It is the other way round. */
  readonly reverse: readonly Edge[];
  /** The target leads to the service over others: its hops, by name. */
  readonly reversePath?: readonly string[];
  /** Who reaches the target at all. */
  readonly callers: readonly string[];
}

export interface Suspect {
  readonly end: LooseEnd;
  /** Its text speaks of the target. */
  readonly isNamed: boolean;
}

export function insteadOf({ system, coverage }: { system: System; coverage: Coverage }, from: string, to: Target): Instead {
  const service = system.services.find(({ name }) => name === from);
  const back = to.kind === 'service' ? shortestPaths(system.edges, to.name, from)[0] : undefined;
  return {
    coverage: coverage.services[from],
    ...unread(service),
    loose: suspects(system.loose, from, to),
    reverse: system.edges.filter((edge) => to.kind === 'service' && edge.from === to.name && edge.to === from),
    ...(back !== undefined && back.length > 2 && { reversePath: back }),
    callers: callersOf(system, to).filter((name) => name !== from),
  };
}

function unread(service: Service | undefined): Pick<Instead, 'unread'> {
  return service === undefined || service.analysed ? {} : { unread: service.language };
}

/** What is known to lead out of the system leads to no service of it. */
function suspects(loose: readonly LooseEnd[], from: string, to: Target): Suspect[] {
  const own = loose.filter(
    ({ service, kind, why }) => service === from && why !== 'external' && (kind === 'datastore') === (to.kind === 'datastore'),
  );
  const all = own.map((end) => ({ end, isNamed: speaksOf(end.text, to) }));
  return [...all.filter(({ isNamed }) => isNamed), ...all.filter(({ isNamed }) => !isNamed)];
}

/** `{ORDERS_URL}/x` speaks of `orders-service`; a database that is not known, of all of its engine. */
function speaksOf(text: string, { kind, name }: Target): boolean {
  if (kind === 'datastore') return text.split(':')[0] === name.split(':')[0];
  const words = letters(name.replace(/[-_.]?(?:service|svc|api|app|server)$/i, ''));
  return words.length > 2 && letters(text).includes(words);
}

function letters(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function callersOf(system: System, to: Target): string[] {
  const names =
    to.kind === 'service'
      ? system.edges.filter((edge) => edge.to === to.name && edge.from !== to.name).map((edge) => edge.from)
      : system.datastores.filter(({ id }) => id === to.name).flatMap(({ accessors }) => accessors.map(({ service }) => service));
  return [...new Set(names)].sort();
}
