import { lit, template, type Residual } from '../../../model/residual.js';
import { defineLibrary } from '../define-library.js';
import { httpRequest, upper } from '../rows.js';
import { isText, option, type Selector } from '../select.js';

/** A URL, or options with hostname, port and path; a URL may be followed by options. */
const url: Selector = (call) => {
  const [first] = call.args;
  const host = option(first, 'hostname') ?? option(first, 'host');
  if (isText(first) || !host) return first?.k === 'object' ? option(first, 'path') : first;
  return template([lit(`${scheme(call.path)}://`), host, ...portOf(option(first, 'port')), option(first, 'path') ?? lit('/')]);
};

function portOf(port: Residual | undefined): readonly Residual[] {
  return port ? [lit(':'), port] : [];
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
