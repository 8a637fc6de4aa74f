/**
 * Compares what msa reports with a label: what people wrote down of a system after reading it (docs/accuracy.md).
 * Counts are { right, wrong, missed }, lists name what is wrong and missed. What a label calls optional or arguable counts neither way.
 */

const KINDS = {
  'database-per-service/shared-datastore': 'shared-datastore',
  'database-per-service/shared-schema-package': 'shared-schema-package',
  'database-per-service/foreign-table-access': 'foreign-table-access',
  'chatty-communication/call-in-loop': 'call-in-loop',
  'chatty-communication/calls-per-request': 'many-calls-per-request',
  'chatty-communication/chatty-pair': 'chatty-pair',
  'god-service/too-many-responsibilities': 'too-many-responsibilities',
  'distributed-monolith/sync-cycle': 'sync-cycle',
  'distributed-monolith/sync-chain': 'sync-chain',
  'distributed-monolith/cross-service-import': 'cross-service-import',
  'distributed-monolith/shared-domain-library': 'shared-domain-library',
  'distributed-monolith/single-deployment-unit': 'single-deployment-unit',
  'distributed-monolith/lockstep-change': 'lockstep-release',
  'distributed-monolith/distributed-monolith': 'overall',
};
const FAMILIES = Object.fromEntries(Object.entries(KINDS).map(([rule, kind]) => [kind, rule.split('/')[0]]));
const ENGINES = { mongo: 'mongodb', postgresql: 'postgres', mariadb: 'mysql' };

export function score(label, report) {
  const name = namesOf(label, report.system.services);
  return {
    services: compared(
      report.system.services.map(({ name: service }) => name(service)),
      label.services,
      ({ name: service }) => service,
    ),
    connections: label.edges_complete === false ? compared([], [], String) : connections(label, report, name),
    stores: stores(label, report, name),
    families: findings(label, report, name),
  };
}

/** Services go by their folder, then by their name; one that no label knows keeps its name behind a question mark. */
function namesOf({ services }, reported) {
  const clean = (folder = '') => folder.replace(/^\.\//, '').replace(/\/$/, '');
  const byPath = new Map(services.filter(({ path }) => path).map(({ path, name }) => [clean(path), name]));
  const byName = new Map(services.map(({ name }) => [name.toLowerCase(), name]));
  const around = (folder) =>
    [...byPath].find(([path]) => path !== '.' && folder && (folder.startsWith(`${path}/`) || path.startsWith(`${folder}/`)))?.[1];
  const known = new Map(
    reported.map(({ name, path }) => [
      name,
      byPath.get(clean(path)) ?? byName.get(name.toLowerCase()) ?? around(clean(path)) ?? `?${name}`,
    ]),
  );
  return (name) => known.get(name) ?? byName.get(String(name).toLowerCase()) ?? `?${name}`;
}

/** Style is part of what is right: a request that waits is another connection than a message. */
function connections({ edges = [] }, { system }, name) {
  const key = (edge, of) => `${of(edge.from)} -> ${of(edge.to)} ${edge.style}`;
  const between = system.edges.filter(({ from, to }) => name(from) !== name(to));
  return compared(
    between.map((edge) => key(edge, name)),
    edges,
    (edge) => key(edge, String),
  );
}

/** Caches and queues count neither way. */
function stores({ datastores = [] }, { system }, name) {
  const isPrimary = ({ role = 'primary' }) => role === 'primary';
  const engine = (given) => ENGINES[given] ?? given;
  const found = system.datastores
    .filter(isPrimary)
    .flatMap((store) => store.accessors.map(({ service }) => `${name(service)} ${engine(store.engine)}`));
  const rows = datastores.flatMap((store) =>
    store.accessors.map((service) => ({ key: `${service} ${engine(store.engine)}`, optional: store.optional || !isPrimary(store) })),
  );
  return compared(found, rows, ({ key }) => key);
}

/** What is required wins over what is optional under the same key. */
function compared(found, rows, keyOf) {
  const required = new Set(rows.filter(({ optional }) => !optional).map(keyOf));
  const optional = new Set(rows.filter((row) => row.optional).map(keyOf));
  const all = new Set(found);
  return counted({
    right: [...required].filter((key) => all.has(key)),
    missed: [...required].filter((key) => !all.has(key)),
    wrong: [...all].filter((key) => !required.has(key) && !optional.has(key)),
  });
}

function counted({ right, wrong, missed }) {
  return { right: right.length, wrong: wrong.length, missed: missed.length, lists: { wrong, missed } };
}

/** At warning or error, per family: { family: counts }. */
function findings({ findings: labelled = [] }, report, name) {
  const found = report.findings
    .filter(({ severity, rule, state }) => severity !== 'info' && KINDS[rule] && state !== 'suppressed')
    .map(({ rule, services, location }) => ({ kind: KINDS[rule], services: services.map(name), at: location }));
  const wanted = labelled.map((one) => ({
    ...one,
    services: listed(one.services ?? [one.service, one.from, one.to]),
    files: filesOf(one),
  }));
  const byFamily = {};
  const of = (kind) => (byFamily[FAMILIES[kind] ?? 'other'] ??= { right: [], wrong: [], missed: [] });
  for (const want of wanted.filter(({ confidence }) => confidence !== 'arguable'))
    of(want.kind)[found.some((one) => isSame(one, want)) ? 'right' : 'missed'].push(`${want.kind} ${want.services.join(', ')}`);
  for (const one of found.filter((each) => !wanted.some((want) => isSame(each, want))))
    of(one.kind).wrong.push(`${one.kind} ${one.services.join(', ')} (${one.at?.file}:${one.at?.line})`);
  return Object.fromEntries(Object.entries(byFamily).map(([family, lists]) => [family, counted(lists)]));
}

function listed(services) {
  return [services]
    .flat(3)
    .filter(Boolean)
    .flatMap((one) => String(one).split(/,\s*/))
    .filter((one) => one !== '*');
}

function filesOf({ evidence = [] }) {
  return evidence.map((place) => String(place).replace(/:\d+.*$/, ''));
}

function isSame(found, want) {
  if (found.kind !== want.kind) return false;
  if (want.kind === 'overall') return true;
  if (want.kind === 'too-many-responsibilities') return found.services.includes(want.services[0]);
  if (want.kind === 'call-in-loop' || want.kind === 'many-calls-per-request')
    return (
      found.services.includes(want.from) &&
      (listed(want.to).some((to) => found.services.includes(to)) || want.files.includes(found.at?.file))
    );
  const both = found.services.filter((service) => want.services.includes(service)).length;
  return both / new Set([...found.services, ...want.services]).size >= 0.5;
}
