import { Document, isMap, isScalar, isSeq } from 'yaml';

import type { Discovery, Unit } from '../../model/deployment.js';
import { compareText, type Location, placeText } from '../../model/location.js';
import { namesStore } from '../../model/store-names.js';
import type { Datastore, Service, System } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';

const HEADER = ` What msa found in this system. Correct what is wrong and keep the file under version control.
 The lists of a service are promises: a call, topic or datastore that is not in them is a finding from now on.
 Take a list out, and nothing is judged by it.`;

/** A commented msa.yaml that says what was discovered and on which evidence; readManifest accepts it as it is. */
export function writeManifest(discovery: Discovery, system: System): string {
  const names = datastoreNames(system.datastores);
  const units = new Map(discovery.units.map((unit) => [unit.name, unit]));
  const services = system.services.map((service) => describeService(service, units.get(service.name), { system, names }));
  const stores = system.datastores.map((store) => describeDatastore(store, names.get(store.id) ?? store.id));
  const document = new Document({
    version: 1,
    services: Object.fromEntries(services.map(({ name, value }) => [name, value])),
    ...(stores.length === 0 ? {} : { datastores: Object.fromEntries(stores.map(({ name, value }) => [name, value])) }),
  });
  document.commentBefore = HEADER;
  for (const { path, text } of [...services, ...stores].flatMap((entry) => entry.comments)) comment(document, path, text);
  return document.toString({ lineWidth: 0 });
}

interface Described {
  readonly name: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly comments: readonly Comment[];
}

interface Comment {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** One entry of a list, with what it rests on. */
interface Item {
  readonly name: string;
  readonly text: string;
}

interface Context {
  readonly system: System;
  readonly names: ReadonlyMap<string, string>;
}

function describeService(service: Service, unit: Unit | undefined, { system, names }: Context): Described {
  const lists = {
    calls: callsOf(service.name, system),
    publishes: topicsOf(service.name, system, 'publishers'),
    consumes: topicsOf(service.name, system, 'consumers'),
    datastores: datastoresOf(service.name, system, names),
  };
  const filled = Object.entries(lists).filter(([, items]) => items.length > 0);
  const why = (unit?.evidence ?? service.evidence)[0];
  return {
    name: service.name,
    value: {
      path: service.path,
      kind: service.kind,
      ...(service.team === undefined ? {} : { team: service.team }),
      ...Object.fromEntries(filled.map(([key, items]) => [key, items.map((item) => item.name)])),
    },
    comments: [
      ...(why === undefined ? [] : [{ path: ['services', service.name], text: `${why.text} (${placeText(why.at)})` }]),
      ...filled.flatMap(([key, items]) => items.map((item, index) => ({ path: ['services', service.name, key, index], text: item.text }))),
    ],
  };
}

function callsOf(name: string, system: System): Item[] {
  const edges = system.edges.filter((edge) => edge.from === name && edge.style === 'sync');
  return grouped(edges, (edge) => edge.to).map(({ name: to, first, more }) => ({
    name: to,
    text: [
      `${first.name}${more === 0 ? '' : ` and ${more} more`}`,
      ...(first.confidence === 'inferred' ? ['inferred'] : []),
      ...placesOf(first.evidence),
    ].join(', '),
  }));
}

function topicsOf(name: string, system: System, side: 'publishers' | 'consumers'): Item[] {
  const uses = system.topics.flatMap((topic) =>
    topic[side].filter((use) => use.service === name).map((use) => ({ topic: topic.name, at: use.at })),
  );
  return grouped(uses, (use) => use.topic).map(({ name: topic, first }) => ({ name: topic, text: placeText(first.at) }));
}

function datastoresOf(name: string, system: System, names: ReadonlyMap<string, string>): Item[] {
  const uses = system.datastores.flatMap((store) =>
    store.accessors
      .filter((accessor) => accessor.service === name)
      .map((accessor) => ({ store: names.get(store.id) ?? store.id, accessor })),
  );
  return grouped(uses, (use) => use.store).map(({ name: store, first }) => ({
    name: store,
    text: [...first.accessor.access, ...placesOf(first.accessor.evidence)].join(', '),
  }));
}

/** Sorted by name, each name once: the first that has it and how many more do. */
function grouped<T>(all: readonly T[], nameOf: (item: T) => string): { readonly name: string; readonly first: T; readonly more: number }[] {
  return [...groupBy(all, nameOf)]
    .flatMap(([name, [first, ...more]]) => (name === '' || first === undefined ? [] : [{ name, first, more: more.length }]))
    .sort((a, b) => compareText(a.name, b.name));
}

function placesOf(evidence: readonly Location[]): string[] {
  return evidence.slice(0, 1).map(placeText);
}

function describeDatastore(store: Datastore, name: string): Described {
  const users = [...new Set(store.accessors.map((accessor) => accessor.service))].sort(compareText);
  const [owner, ...others] = users;
  const owned = owner !== undefined && others.length === 0;
  const used = `${store.id}, opened by ${users.join(', ')}${owned ? '' : ': which one is the `owner`?'}`;
  return {
    name,
    value: { engine: store.engine, ...(owned ? { owner } : {}) },
    comments: [{ path: ['datastores', name], text: used }],
  };
}

/** The database's name, else its host, where no other datastore goes by it too, else the full id. A number is no name. */
function datastoreNames(stores: readonly Datastore[]): Map<string, string> {
  const isFree = (name: string, store: Datastore): boolean => !stores.some((other) => other !== store && namesStore(name, other));
  return new Map(
    stores.map((store) => {
      const names = [store.database ?? '', store.host ?? ''].filter((name) => !/^\d*$/.test(name));
      return [store.id, names.find((name) => isFree(name, store)) ?? store.id];
    }),
  );
}

/** Above a map's first line, behind a scalar. */
function comment(document: Document, path: readonly (string | number)[], text: string): void {
  const node: unknown = document.getIn(path, true);
  const line = ` ${text.replaceAll(/\s+/g, ' ')}`;
  if (isMap(node) || isSeq(node)) node.commentBefore = line;
  else if (isScalar(node)) node.comment = line;
}
