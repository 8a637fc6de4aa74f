import type { Unit } from '../../../model/deployment.js';

/** Words that say what kind of thing a name is, or in what it is written, not which one. */
const KIND_WORDS = new Set([
  'js',
  'ts',
  'node',
  'nodejs',
  'service',
  'services',
  'svc',
  'srv',
  'microservice',
  'ms',
  'app',
  'server',
  'backend',
  'api',
  'depl',
  'deployment',
  'clusterip',
]);
const ADDRESS_WORDS = new Set([
  ...[
    'url',
    'uri',
    'host',
    'hostname',
    'endpoint',
    'address',
    'addr',
    'base',
    'baseurl',
    'domain',
    'origin',
    'root',
    'port',
    'path',
    'protocol',
    'target',
  ],
  ...[
    'http',
    'https',
    'grpc',
    'tcp',
    'rpc',
    'rest',
    'graphql',
    'internal',
    'external',
    'public',
    'private',
    'v1',
    'v2',
    'v3',
    'name',
    'client',
    'the',
  ],
  ...['next', 'nuxt', 'react', 'vite', 'vue', 'ng', 'expo', 'gatsby', 'config', 'prefix'],
]);

/** Words of a name, one spelling for singular and plural. */
export function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/(?<![a-z0-9])(ur[il])(?=[a-z]{3})|(?<=[a-z]{3})(ur[il])(?![a-z0-9])/g, ' $1$2 ')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .map(singular);
}

/** What is left of a unit's name without words like "service". */
export function essence(name: string): string {
  const base = name.split('/').at(-1) ?? name;
  return wordsOf(base)
    .filter((word) => !KIND_WORDS.has(word))
    .join('-');
}

/** The unit that the name of an environment variable speaks of: `ORDERS_SERVICE_URL` → orders. Only when exactly one is meant. */
export function unitOfVariable(variable: string, units: readonly Unit[]): Unit | undefined {
  const meant = wordsOf(variable)
    .filter((word) => !ADDRESS_WORDS.has(word) && !KIND_WORDS.has(word))
    .join('-');
  return meant === '' ? undefined : unitOfEssence(meant, units);
}

/** The only unit of whose name this is the essence, else of whose other names: what a package is called is often copied. */
export function unitOfEssence(meant: string, units: readonly Unit[]): Unit | undefined {
  const called = units.filter(({ name }) => essence(name) === meant);
  const hits = called.length > 0 ? called : units.filter(({ aliases }) => aliases.some((alias) => essence(alias) === meant));
  if (hits.length > 0) return hits.length === 1 ? hits[0] : undefined;
  const shared = sharedStart(units);
  const within = shared === '' ? [] : units.filter(({ name }) => essence(name) === `${shared}-${meant}`);
  return within.length === 1 ? within[0] : undefined;
}

/** The first word of every name, where three units or more have the same: that of the system. */
function sharedStart(units: readonly Unit[]): string {
  const starts = new Set(units.map(({ name }) => essence(name).split('-')[0] ?? ''));
  const [start = ''] = starts;
  return units.length > 2 && starts.size === 1 ? start : '';
}

/** `categories` → `category`, `orders` → `order`. */
function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith('s') && !/(ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}
