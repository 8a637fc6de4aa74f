import { lit, template, type Residual } from '../../../model/residual.js';
import { defineLibrary } from '../define-library.js';
import { httpRequest, upper } from '../rows.js';
import { isText, option, type Selector } from '../select.js';

/** A URL, or options with hostname, port and path; a URL may be followed by options. */
const url: Selector = (call) => {
  const [first] = call.args;
  const host = option(first, 'hostname') ?? option(first, 'host');
  const path = option(first, 'path');
  if (isText(first) || !host) return first?.k === 'object' ? path : first;
  const whole = urlOf(host);
  if (whole) return path && !isMadeOf(path, whole) ? whereOf(whole, path) : whole;
  return template([lit(`${scheme(call.path)}://`), host, ...portOf(option(first, 'port')), path ?? lit('/')]);
};

/** `{ hostname: url.hostname }`, of a URL whose text begins with what only the deployment tells. */
function urlOf(host: Residual): Residual | undefined {
  return host.k === 'prop' && (host.name === 'hostname' || host.name === 'host') && isText(host.of) ? host.of : undefined;
}

function isMadeOf(path: Residual, url: Residual): boolean {
  const parts = path.k === 'tpl' || path.k === 'any' || path.k === 'first' ? (path.k === 'tpl' ? path.parts : path.of) : [path];
  return parts.some((part) => part.k === 'prop' && part.of.hash === url.hash);
}

/** Another path at the host of a URL. */
function whereOf(url: Residual, path: Residual): Residual {
  const [start] = url.k === 'tpl' ? url.parts : [url];
  return template([start ?? url, path]);
}

function portOf(port: Residual | undefined): readonly Residual[] {
  return port && !(port.k === 'lit' && port.v === '') ? [lit(':'), port] : [];
}

function scheme(path: string): string {
  return /(?:^|[:.])https\./.test(path) ? 'https' : 'http';
}

const method: Selector = (call) => upper(option(isText(call.args[0]) ? call.args[1] : call.args[0], 'method')) ?? lit('GET');

export const nodeHttp = defineLibrary({
  package: 'node:http',
  calls: {
    'node:{http,https}.{request,get}': httpRequest({ method, url }),
    'follow-redirects.{http,https}.{request,get}': httpRequest({ method, url }),
  },
});
