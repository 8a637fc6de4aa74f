import type { Finding, Severity } from '../../model/finding.js';
import type { Datastore, Edge, Service, System } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';

/** The system as nodes and edges, ready to draw. `mark` is the worst new finding about the element. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  /** `service:orders`, `datastore:postgres://db/shop`. */
  readonly id: string;
  readonly kind: Service['kind'] | 'datastore';
  readonly label: string;
  readonly mark?: Severity;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** 'data': a service opens a datastore. */
  readonly style: Edge['style'] | 'data';
  /** Protocols, or the kinds of access. */
  readonly label: string;
  readonly mark?: Severity;
}

/** Services, datastores and what leads from one to the other: one edge for all calls of a style between two services. */
export function graphOf(system: System, findings: readonly Finding[]): Graph {
  const fresh = findings.filter(({ state }) => state === 'new');
  return {
    nodes: [...system.services.map((one) => serviceNode(one, fresh)), ...system.datastores.map((one) => storeNode(one, fresh))],
    edges: [...callEdges(system.edges, fresh), ...system.datastores.flatMap((one) => dataEdges(one, fresh))],
  };
}

/** What findings are about: marked elements, the ends of marked edges, and what leads from one to another of them. */
export function affectedPart({ nodes, edges }: Graph): Graph {
  const ends = edges.flatMap(({ mark, from, to }) => (mark === undefined ? [] : [from, to]));
  const ids = new Set([...nodes.filter(({ mark }) => mark !== undefined).map(({ id }) => id), ...ends]);
  return { nodes: nodes.filter(({ id }) => ids.has(id)), edges: edges.filter(({ from, to }) => ids.has(from) && ids.has(to)) };
}

function serviceNode({ name, kind }: Service, findings: readonly Finding[]): GraphNode {
  return { id: serviceId(name), kind, label: name, ...worst(findings.filter(({ services }) => services.includes(name))) };
}

function storeNode(store: Datastore, findings: readonly Finding[]): GraphNode {
  const { id, engine, database, host } = store;
  const label = `${engine}: ${database ?? host ?? id}`;
  return { id: storeId(id), kind: 'datastore', label, ...worst(findings.filter(({ datastore }) => datastore === id)) };
}

function callEdges(edges: readonly Edge[], findings: readonly Finding[]): GraphEdge[] {
  const calls = edges.filter(({ from, to }) => from !== to);
  return [...groupBy(calls, ({ from, to, style }) => JSON.stringify([from, to, style])).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { from, to, style } = first;
    const about = findings.filter(({ services, datastore }) => datastore === null && services.includes(from) && services.includes(to));
    const label = [...new Set(group.map(({ protocol }) => protocol))].join(', ');
    return [{ from: serviceId(from), to: serviceId(to), style, label, ...worst(about) }];
  });
}

function dataEdges({ id, accessors }: Datastore, findings: readonly Finding[]): GraphEdge[] {
  const about = findings.filter(({ datastore }) => datastore === id);
  return accessors.map(({ service, access }) => ({
    from: serviceId(service),
    to: storeId(id),
    style: 'data',
    label: access.join(', '),
    ...worst(about.filter(({ services }) => services.includes(service))),
  }));
}

function worst(findings: readonly Finding[]): { readonly mark?: Severity } {
  const mark = (['error', 'warning', 'info'] as const).find((severity) => findings.some((finding) => finding.severity === severity));
  return mark === undefined ? {} : { mark };
}

function serviceId(name: string): string {
  return `service:${name}`;
}

function storeId(id: string): string {
  return `datastore:${id}`;
}

/** The named services and all that is one step away from them; all of it where none is named. */
export function around({ nodes, edges }: Graph, services: readonly string[]): Graph {
  if (services.length === 0) return { nodes, edges };
  const named = new Set(services.map(serviceId));
  const shown = edges.filter(({ from, to }) => named.has(from) || named.has(to));
  const ids = new Set([...named, ...shown.flatMap(({ from, to }) => [from, to])]);
  return { nodes: nodes.filter(({ id }) => ids.has(id)), edges: shown };
}
