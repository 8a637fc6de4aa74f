import { UserError } from '../shared/errors.js';
import { listed } from '../shared/text.js';
import type { Templates } from './layers/layer.js';
import { closure, requiredBy } from './layers/select.js';
import type { Wanted, WantedService } from './wanted.js';

/** Answers of a service that no layer asks for. */
const OWN_ANSWERS = new Set(['entity', 'calls']);

const FIRST_PORT = 4310;

/** The next ten ports that no service has. */
export function freePort({ services }: Wanted): number {
  const taken = new Set(Object.values(services).map(({ port }) => port));
  let port = FIRST_PORT;
  while (taken.has(port)) port += 10;
  return port;
}

export function withService(wanted: Wanted, name: string, service: WantedService): Wanted {
  return { ...wanted, services: { ...wanted.services, [name]: service } };
}

export function withoutService({ services, ...wanted }: Wanted, name: string): Wanted {
  const callers = Object.entries(services).filter(
    ([other, { answers }]) => other !== name && answers.calls?.split(',').includes(name) === true,
  );
  if (callers.length > 0) {
    throw new UserError('E_REQUIRED', `${name} is called by ${listed(callers.map(([caller]) => caller))}`, {
      hint: 'Take the call out of them first.',
    });
  }
  const { [name]: _gone, ...rest } = services;
  return { ...wanted, services: rest };
}

/** Adding what is there is no change. */
export function withPattern(wanted: Wanted, name: string, layer: string, answers: Readonly<Record<string, string>>): Wanted {
  const service = serviceOf(wanted, name);
  const patterns = [...new Set([...service.patterns, layer])].sort();
  return withService(wanted, name, { ...service, patterns, answers: { ...service.answers, ...answers } });
}

/** Refuses where others need it; the answers to its questions go with it, and so do layers that only it required. */
export function withoutPattern(wanted: Wanted, name: string, layer: string, templates: Templates): Wanted {
  const service = serviceOf(wanted, name);
  const needed = requiredBy(layer, service.patterns, templates);
  if (needed.length > 0) {
    throw new UserError('E_REQUIRED', `${layer} is required by ${listed(needed)} of ${name}`, {
      hint: `Remove first: ${needed.map((one) => `\`msa remove ${one} ${name}\``).join(', ')}.`,
    });
  }
  const patterns = service.patterns.filter((other) => other !== layer);
  const left = new Set(closure(patterns, templates).map((other) => other.name));
  const answers = Object.fromEntries(
    Object.entries(service.answers).filter(([key]) => OWN_ANSWERS.has(key) || left.has(key.slice(0, key.indexOf('.')))),
  );
  return withService(wanted, name, { ...service, patterns, answers });
}

export function serviceOf({ services }: Wanted, name: string): WantedService {
  const service = Object.hasOwn(services, name) ? services[name] : undefined;
  if (service !== undefined) return service;
  const known = Object.keys(services).sort();
  throw new UserError('E_SERVICE', `msa has made no service called ${JSON.stringify(name)} here`, {
    hint: known.length === 0 ? 'Make one: msa new service NAME.' : `There is ${listed(known)}.`,
  });
}
