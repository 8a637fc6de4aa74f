import type { Declared, DeclaredName, DeclaredService, Edge, System, Topic } from '../../model/system.js';
import { isUnclear } from '../../model/unclear.js';
import { compareEdges } from './meeting.js';

type Known = Pick<System, 'services' | 'edges' | 'topics' | 'loose'>;

/**
 * What code could not tell, msa.yaml does: where the calls or the topics of a service are not known in full, the lists of
 * the manifest stand in for them. Lists of both sides also decide what had only been inferred.
 */
export function withDeclared(known: Known, declared: Declared | undefined): readonly Edge[] {
  if (declared === undefined) return known.edges;
  const services = declared.services.filter(({ name }) => known.services.some((one) => one.name === name));
  const seen = known.edges.filter((edge) => !isDenied(edge, services, known));
  const isSeen = (one: Edge): boolean =>
    seen.some(
      ({ from, to, style, name }) =>
        from === one.from && to === one.to && style === one.style && (style === 'sync' || isTopicOf(one.name, name)),
    );
  const added = [...callsOf(services, known), ...eventsOf(services, known)].filter((edge) => !isSeen(edge));
  return added.length === 0 && seen.length === known.edges.length ? known.edges : [...seen, ...added].sort(compareEdges);
}

/**
 * An unclear topic may be any, and who listens to one may be assumed to hear any: both lists say that it is none that these
 * two share, unless they list it.
 */
function isDenied({ from, to, style, confidence, name }: Edge, services: readonly DeclaredService[], { topics }: Known): boolean {
  if (style !== 'async' || confidence !== 'inferred') return false;
  const told = services.find((service) => service.name === from)?.publishes;
  const heard = services.find((service) => service.name === to)?.consumes;
  if (told === undefined || heard === undefined) return false;
  const unclear = topics.filter((one) => isTopicOf(one.name, name) && (one.isPartial === true || isAssumed(one, to)));
  return unclear.length > 0 && !unclear.some((topic) => isListed(told, topic) && isListed(heard, topic));
}

function isAssumed({ consumers }: Topic, service: string): boolean {
  return consumers.some((consumer) => consumer.service === service && consumer.isAssumed === true);
}

/** A list names an event; an exchange or a prefix of the broker may stand before it. Of an unclear name that proves nothing. */
function isListed(names: readonly DeclaredName[], { name, isPartial }: Topic): boolean {
  return names.some((one) => one.name === name || (isPartial !== true && ['/', '.', ':'].some((mark) => name.endsWith(mark + one.name))));
}

function callsOf(services: readonly DeclaredService[], known: Known): Edge[] {
  const names = new Set(known.services.map(({ name }) => name));
  return services
    .filter(({ name }) => isUnclear(name, known, 'call'))
    .flatMap(({ name: from, calls = [] }) => calls.filter(({ name }) => name !== from && names.has(name)).map((to) => callTo(from, to)));
}

function callTo(from: string, { name, at }: DeclaredName): Edge {
  return { from, to: name, protocol: 'http', style: 'sync', name: `calls ${name}`, confidence: 'declared', evidence: [at], profiles: [] };
}

function eventsOf(services: readonly DeclaredService[], known: Known): Edge[] {
  const unclear = new Set(services.flatMap(({ name }) => (isUnclear(name, known, 'topic') ? [name] : [])));
  return services.flatMap(({ name: from, publishes = [] }) =>
    publishes.flatMap(({ name, at }) =>
      services
        .filter((other) => other.name !== from && (unclear.has(from) || unclear.has(other.name)) && isIn(other.consumes ?? [], name))
        .map((to): Edge => ({
          from,
          to: to.name,
          protocol: 'event',
          style: 'async',
          name,
          confidence: 'declared',
          evidence: [at],
          profiles: [],
        })),
    ),
  );
}

/** Of AMQP a topic has its exchange in its name, an edge the key alone. */
function isTopicOf(topic: string, name: string): boolean {
  return topic === name || topic.endsWith(`/${name}`);
}

function isIn(names: readonly DeclaredName[], name: string): boolean {
  return names.some((one) => one.name === name);
}
