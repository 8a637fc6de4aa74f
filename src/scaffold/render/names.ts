import { UserError } from '../../shared/errors.js';

/** What a service is called, in the folder, on the network and in Kubernetes: a DNS label. */
const NAME = /^[a-z](?:[a-z0-9]|-(?=[a-z0-9]))*$/;
const LONGEST = 40;

/** Names of devices: no file or folder on Windows. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/;
/** Words that a workspace, npm or msa itself uses. */
const TAKEN = new Set(['service', 'node-modules', 'constructor', 'prototype', 'msa', 'localhost', 'test', 'dist']);

const RESERVED = new Set(
  (
    'abstract any arguments as async await boolean break case catch class const constructor continue debugger declare default delete do else enum ' +
    'eval export extends false final finally for from function get global if implements import in infer instanceof interface is keyof let map ' +
    'module namespace never new null number object of package private process promise protected public readonly require return set static string ' +
    'super switch symbol this throw true try type typeof undefined union unique unknown var void when where while with yield ' +
    'app body buffer client command config context count data database date db entry env error event fastify handler header health id item key ' +
    'limit list log logger message method name next options outgoing params path pool port query queue reply request response result route row ' +
    'schema server service session signal state status store stream table timer token url value version'
  ).split(' '),
);

/** Throws a UserError where the name would be no folder, host name or identifier somewhere. */
export function checkServiceName(name: string): void {
  const wrong = mistakeIn(name);
  if (wrong === undefined) return;
  throw new UserError('E_NAME', `${JSON.stringify(name)} cannot be the name of a service: ${wrong}`, {
    hint: 'Lower-case letters, digits and single hyphens, beginning with a letter: orders, order-history.',
  });
}

function mistakeIn(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (name.length > LONGEST) return `it is longer than ${LONGEST} characters`;
  if (/[/\\]|^\.\.?$/.test(name)) return 'it is a path';
  // Letters of other alphabets look like Latin ones.
  if (!/^[\x21-\x7e]*$/.test(name)) return 'it has characters other than ASCII letters, digits and hyphens';
  if (DEVICE.test(name.toLowerCase())) return 'Windows keeps that name for a device';
  if (!NAME.test(name)) return 'it is no lower-case name with hyphens';
  return TAKEN.has(name) ? 'the name is taken' : undefined;
}

export interface Nouns {
  readonly entity: string;
  readonly entities: string;
}

/** What a service is about: `orders` and `order-service` are about orders. Words that code needs for itself get a companion. */
export function nounsOf(service: string, chosen?: string): Nouns {
  const entity = chosen ?? freed(singular(service.replace(/-(service|svc|api|app)$/, '')));
  return { entity, entities: pluralOf(entity) };
}

/** Throws a UserError where the noun would be no identifier. */
export function checkEntity(noun: string): void {
  if (NAME.test(noun) && noun.length <= LONGEST && !RESERVED.has(noun) && !DEVICE.test(noun)) return;
  throw new UserError('E_NAME', `${JSON.stringify(noun)} cannot be the entity of a service`, {
    hint: 'A noun in the singular, lower-case with hyphens, that is no word of JavaScript: order, line-item. Set it with --set entity=NOUN.',
  });
}

function freed(noun: string): string {
  return RESERVED.has(noun) || DEVICE.test(noun) ? `${noun}-entry` : noun;
}

function singular(word: string): string {
  if (/(ss|us|is|ics|news)$/.test(word) || word.length < 3) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(sses|shes|ches|xes|zes)$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

function pluralOf(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
