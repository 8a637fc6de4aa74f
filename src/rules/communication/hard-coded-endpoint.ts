import type { Violation } from '../../model/finding.js';
import type { WrittenAddress } from '../../model/practice.js';
import { defineRule } from '../../model/rule.js';
import { groupBy } from '../../shared/group-by.js';
import { listed } from '../../shared/text.js';

export const hardCodedEndpoint = defineRule({
  meta: {
    id: 'communication/hard-coded-endpoint',
    family: 'communication',
    summary: 'Where another party is, the environment says, not the code.',
    why: 'An address of one machine in the code works nowhere else: in a container `localhost` is the container itself.',
    fix: 'Read the address from the environment, with the name of the service as its host.',
    severity: 'warning',
    patterns: ['rest', 'grpc'],
    sources: [
      'D. Taibi, V. Lenarduzzi, On the Definition of Microservice Bad Smells, 2018 (hard-coded endpoints)',
      'The Twelve-Factor App, III. Config',
    ],
    exempt: [
      'names of services, and addresses of others such as SaaS',
      'a default behind a variable: `process.env.ORDERS_URL ?? "http://localhost:3001"`',
      'sidecars, and a service that asks itself',
      'code that a tool generated',
    ],
    example: "`axios.get('http://localhost:3001/orders')` in a service that runs in a container.",
    measures: ['places'],
    options: { datastores: { type: 'boolean', default: true, description: 'Addresses of databases and brokers too.' } },
  },
  *check({ addresses }, { datastores }) {
    const told = addresses.filter(({ what }) => datastores || what === 'call');
    for (const all of groupBy(told, ({ service }) => service).values()) yield* violation(all);
  },
});

function* violation(all: readonly WrittenAddress[]): Generator<Violation> {
  const [first, ...others] = all;
  if (first === undefined) return;
  const addresses = [...new Set(all.map(({ address }) => shortened(address)))];
  yield {
    message: `${first.service} has the address ${listed(addresses, 3)} in its code`,
    services: [first.service],
    at: first.at,
    label: shortened(first.address),
    related: others.map(({ at, address }) => ({ ...at, message: shortened(address) })),
    metrics: { places: all.length },
  };
}

/** Without path and password. */
function shortened(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)?(?:[^/@]*@)?([^/?#]*).*$/is, '$1$2');
}
