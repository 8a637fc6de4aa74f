import { defineRule } from '../../model/rule.js';
import type { Edge, Operation, Service, System } from '../../model/system.js';
import { servicesByName } from '../services.js';

export const callToMissingEndpoint = defineRule({
  meta: {
    id: 'communication/call-to-missing-endpoint',
    family: 'communication',
    summary: 'What a service calls, the other one offers.',
    why: 'The call can only end in 404 or 405, and no compiler or test of one service alone notices.',
    fix: 'Correct the path or the method, or bring the endpoint back.',
    severity: 'warning',
    patterns: ['rest'],
    exempt: [
      'services whose routes are not all known: files, catch-all routes, other languages, routes under computed names, and where not one of three calls meets a route',
      'frontends, whose addresses are put together by their build, and paths with unknown parts at their beginning',
      'gateways and forwarding proxies',
    ],
    example: 'orders calls GET /customer/{}, and customers offers GET /customers/{}.',
    options: {},
  },
  *check(system) {
    const services = servicesByName(system);
    for (const edge of system.edges) {
      const callee = services.get(edge.to);
      if (
        callee === undefined ||
        services.get(edge.from)?.kind === 'frontend' ||
        !isPlain(edge) ||
        !isComplete(system, callee) ||
        isMissedByAll(system, callee) ||
        offers(callee, edge)
      )
        continue;
      const at = edge.evidence[0];
      yield {
        message: `${edge.from} calls ${edge.name} of ${edge.to}, which offers no such endpoint`,
        services: [edge.from, edge.to],
        subject: edge.name,
        ...(at !== undefined && { at, label: edge.name }),
        related: near(callee, edge).map(({ name, at: place }) => ({ ...place, message: `${edge.to} offers ${name}` })),
      };
    }
  },
});

/** The host is proven, and the path is known from its first part on. */
function isPlain({ from, to, protocol, confidence, operation, name }: Edge): boolean {
  const [, path = ''] = name.split(' ');
  return (
    from !== to &&
    protocol === 'http' &&
    confidence === 'static' &&
    operation === undefined &&
    /^\/[\w-]+/.test(path) &&
    !/\.\w+$/.test(path)
  );
}

/** All its routes are seen, as far as they tell: it has some, and none of them takes everything. */
function isComplete({ edges }: System, { name, kind, analysed, operations, unreadRoutes }: Service): boolean {
  const http = operations.filter(({ protocol }) => protocol === 'http');
  const isForwarding = edges.some(({ from, protocol }) => from === name && protocol === 'proxy');
  return (
    analysed &&
    unreadRoutes === undefined &&
    kind === 'service' &&
    http.some(({ technical }) => !technical) &&
    !isForwarding &&
    !http.some(isCatchAll)
  );
}

/** So many callers do not all err: routes that are registered in a way that no table knows are not seen. */
const CALLERS_ARE_RIGHT = 3;

/** No call meets any route. */
function isMissedByAll({ edges }: System, callee: Service): boolean {
  const asked = edges.filter(({ from, to, protocol }) => to === callee.name && from !== to && protocol === 'http');
  const isMet = asked.some((edge) => edge.operation !== undefined || hasRoute(callee, edge));
  return !isMet && new Set(asked.map(({ name }) => name)).size >= CALLERS_ARE_RIGHT;
}

function isCatchAll({ path = '/' }: Operation): boolean {
  return /^(?:\/\{\})+$/.test(path) || path === '';
}

/** By its path, whatever the method where that is not said; health and metrics belong to the platform. */
function offers(callee: Service, edge: Edge): boolean {
  return TECHNICAL.test(edge.name) || hasRoute(callee, edge);
}

function hasRoute({ operations }: Service, { name }: Edge): boolean {
  const [method = 'GET', path = ''] = name.split(' ');
  return operations.some(
    (one) => one.path !== undefined && isSamePath(one.path, path) && (one.method === method || one.method === 'ALL' || method === 'GET'),
  );
}

const TECHNICAL = /\/(?:health\w*|metrics|ready\w*|live\w*|docs[\w-]*|api-docs|swagger|graphql|info|spec|ping|status|openapi)(?:\/|$)/i;

function isSamePath(offered: string, asked: string): boolean {
  const [own, other] = [offered.split('/'), asked.split('/')];
  return (
    own.length === other.length &&
    own.every((part, index) => part === other[index] || part.includes('{}') || other[index]?.includes('{}') === true)
  );
}

/** Those of the same first word, which may have been meant. */
function near({ operations }: Service, { name }: Edge): Operation[] {
  const words = new Set((name.split(' ')[1] ?? '').split('/').filter((word) => word.length > 2));
  return operations.filter(({ path = '' }) => path.split('/').some((word) => words.has(word) && word !== 'api')).slice(0, 3);
}
