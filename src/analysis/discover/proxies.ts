import type { ProxyRule, Unit } from '../../model/deployment.js';
import { isInside } from '../deployment-files/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';

/** `proxy_pass` of nginx files that belong to a unit: its folder, or a frontend's image. */
export function proxyRules({ tree }: DeploymentFiles, units: readonly Unit[]): ProxyRule[] {
  return tree.files
    .filter((file) => /nginx.*\.conf|\.conf(\.template|\.tpl)?$|nginx[^/]*\.template$/i.test(file))
    .flatMap((file) => {
      const owner = [...units].sort((a, b) => b.path.length - a.path.length).find((unit) => unit.path !== '.' && isInside(file, unit.path));
      return owner ? rulesOf(owner.name, file, tree.read(file) ?? '') : [];
    });
}

export function rulesOf(unit: string, file: string, text: string): ProxyRule[] {
  const upstreams = new Map([...text.matchAll(/upstream\s+([\w.-]+)\s*\{[^}]*?server\s+([^\s;]+)/g)].map((m) => [m[1] ?? '', m[2] ?? '']));
  const variables = new Map([...text.matchAll(/set\s+(\$\w+)\s+"?([^\s;"]+)"?\s*;/g)].map((m) => [m[1] ?? '', m[2] ?? '']));
  const out: ProxyRule[] = [];
  let prefix = '/';
  for (const [index, line] of text.split('\n').entries()) {
    const location = /^\s*location\s+(?:[=~^*]+\s+)?(\S+)/.exec(line);
    if (location) prefix = (location[1] ?? '/').replace(/[{^$()].*$/, '') || '/';
    const pass = /^\s*(?:proxy_pass|grpc_pass)\s+([^\s;]+)/.exec(line)?.[1];
    if (pass === undefined) continue;
    const plain = pass.replace(/\$\w+/g, (name) => variables.get(name) ?? name);
    const target = plain.replace(/^(\w+:\/\/)?([\w.-]+)/, (whole, scheme: string | undefined, host: string) =>
      upstreams.has(host) ? `${scheme ?? 'http://'}${upstreams.get(host) ?? ''}` : whole,
    );
    out.push({ unit, target, prefix, at: { file, line: index + 1, column: 1 } });
  }
  return out;
}
