import { analyze } from '../../src/analysis/analyze.js';
import type { Finding } from '../../src/model/finding.js';
import { compareText } from '../../src/model/location.js';
import { check } from '../../src/rules/check.js';
import { overlay } from './overlay.js';

/** A service in a folder of its name, built by compose. */
export interface SmallService {
  /** Text of `src/main.ts`, or files below the folder. */
  readonly code: string | Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Name and range of its packages; default: none. */
  readonly dependencies?: Readonly<Record<string, string>>;
}

export interface SmallSystem {
  readonly services: Readonly<Record<string, SmallService | string>>;
  /** Instead of the compose file that follows from the services, and other files of the repository. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What is told of a system; lines are sorted. */
export interface Told {
  /** `orders -> billing`, `orders ~> billing` where nobody waits. */
  readonly edges: string[];
  /** `postgres://db:5432/shop: billing, orders`: who works on it. */
  readonly stores: string[];
  /** `call-in-loop: orders, billing` of the four families, without infos. */
  readonly findings: string[];
}

const ROOT = '/small-system';
const FAMILIES: ReadonlySet<string> = new Set(['database-per-service', 'chatty-communication', 'god-service', 'distributed-monolith']);

/** From files in memory to what is found; nothing is written. */
export async function toldOf(small: SmallSystem): Promise<Told> {
  const { analysis, manifest } = await analyze({ root: ROOT, disk: overlay(ROOT, filesOf(small)) });
  const { edges, datastores } = analysis.system;
  return {
    edges: lines(
      edges.filter(({ from, to }) => from !== to).map(({ from, to, style }) => `${from} ${style === 'sync' ? '->' : '~>'} ${to}`),
    ),
    stores: lines(
      datastores
        .map(({ id, accessors }) => [id, accessors.flatMap(({ service, uses }) => (uses ? service : []))] as const)
        .flatMap(([id, names]) => (names.length === 0 ? [] : `${id}: ${names.join(', ')}`)),
    ),
    findings: lines(check(analysis, { manifest }).filter(isTold).map(findingLine)),
  };
}

function isTold({ antipattern, severity }: Finding): boolean {
  return FAMILIES.has(antipattern) && severity !== 'info';
}

function findingLine({ rule, services }: Finding): string {
  return `${rule.split('/')[1] ?? rule}: ${services.join(', ')}`;
}

function lines(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}

function filesOf({ services, files = {} }: SmallSystem): Record<string, string> {
  const all = Object.entries(services).map(([name, service]) => [name, typeof service === 'string' ? { code: service } : service] as const);
  return {
    'docker-compose.yml': `services:\n${all.map(([name, { env = {} }]) => composed(name, env)).join('')}`,
    ...Object.assign({}, ...all.map(([name, service]) => serviceFiles(name, service))),
    ...files,
  } as Record<string, string>;
}

function composed(name: string, env: Readonly<Record<string, string>>): string {
  const set = Object.entries(env).map(([key, value]) => `      ${key}: ${JSON.stringify(value)}\n`);
  return `  ${name}:\n    build: ./${name}\n${set.length === 0 ? '' : `    environment:\n${set.join('')}`}`;
}

function serviceFiles(name: string, { code, dependencies = {} }: SmallService): Record<string, string> {
  const files = typeof code === 'string' ? { 'src/main.ts': code } : code;
  return {
    [`${name}/package.json`]: JSON.stringify({ name, scripts: { start: 'node src/main.js' }, dependencies }),
    ...Object.fromEntries(Object.entries(files).map(([file, text]) => [`${name}/${file}`, text])),
  };
}
