import { readAnswers } from '../../dist/advise/answers.js';
import { analyze } from '../../dist/analysis/analyze.js';
import { discover } from '../../dist/analysis/discover/discover.js';
import { environment } from '../../dist/analysis/environment/environment.js';
import { dataFacts } from '../../dist/analysis/extract/data.js';
import { extract } from '../../dist/analysis/extract/extract.js';
import { mount } from '../../dist/analysis/facts-file/mount.js';
import { parseFacts } from '../../dist/analysis/facts-file/parse.js';
import { readManifest } from '../../dist/analysis/manifest/read.js';
import { readRepositories } from '../../dist/analysis/manifest/repositories.js';
import { readSchemas } from '../../dist/analysis/schemas/read.js';
import { readTraces } from '../../dist/analysis/traces/read.js';
import { parseBaseline } from '../../dist/baseline/parse.js';
import { rules } from '../../dist/rules/index.js';
import { configure } from '../../dist/rules/settings.js';
import { readIgnoreText } from '../../dist/shared/ignore-text.js';
import { fieldsOfSdl } from '../../dist/shared/graphql-sdl.js';
import { analyzeFiles } from '../../dist/testing/analyze-files.js';
import { memoryDisk } from '../../dist/shared/memory-disk.js';

const ROOT = '/system';

/** Beside the file that is tried: a service that it can be about. */
const SERVICE = { 'orders/package.json': '{ "name": "orders", "dependencies": { "express": "5" } }', 'orders/main.js': '' };

/** The text as this file of a system: what is found out about services and their environment. */
function deployed(file, others = {}) {
  return (text) => {
    const { layout, files } = discover(ROOT, undefined, memoryDisk(ROOT, { ...SERVICE, ...others, [file]: text }));
    environment({ files, units: layout.units, manifest: undefined });
  };
}

function schemas(kind, file) {
  return (text) => readSchemas(ROOT, [{ kind, file }], memoryDisk(ROOT, { [file]: text }));
}

/** Facts of a repository, as a system. */
async function linked(facts) {
  const { disk, reader } = mount(ROOT, [facts], memoryDisk(ROOT, {}));
  const manifest = await readRepositories(undefined, [facts], { root: ROOT, disk });
  const memory = { facts: { reader: () => reader, count: () => ({ asked: 0, fresh: 0 }), worthKeeping: () => undefined } };
  return analyze({ root: ROOT, disk, memory, ...(manifest && { manifest }) });
}

const compose = { 'docker-compose.yml': 'services: { orders: { build: orders }, proxy: { image: nginx, volumes: ["./proxy:/etc"] } }' };

/** A parser with a bug in it, for the test of the search itself. */
const PLANTED = {
  seeds: /^seeds\/Procfile/,
  read: (text) => {
    if (text.split(':').length > 2) throw new RangeError('too many colons');
  },
};

/** Name → the files of fixtures and seeds that it begins with, and what reads a text. What it throws is a UserError or a bug. */
export const PARSERS = {
  manifest: {
    seeds: /(^|\/)msa\.yaml$|^seeds\/manifest/,
    read: async (text) =>
      configure(rules, {
        manifest: await readManifest(ROOT, undefined, memoryDisk(ROOT, { 'msa.yaml': text, 'services/orders/a.js': '' })),
      }),
  },
  compose: { seeds: /compose[\w.-]*\.ya?ml$/, read: deployed('docker-compose.yml', { '.env': 'A=b\nC=${A}\n' }) },
  kubernetes: { seeds: /^seeds\/kubernetes/, read: deployed('k8s/all.yaml') },
  kustomize: {
    seeds: /^seeds\/kustomization/,
    read: deployed('k8s/kustomization.yaml', { 'k8s/base.yaml': 'kind: Deployment\nmetadata: { name: orders }\n' }),
  },
  helm: {
    seeds: /^seeds\/helm/,
    read: deployed('chart/templates/all.yaml', {
      'chart/Chart.yaml': 'name: shop\n',
      'chart/values.yaml': 'image: { repository: orders }\nreplicas: 2\nenv: { A: b }\n',
    }),
  },
  dotenv: { seeds: /\.env(\.example)?$/, read: deployed('orders/.env', compose) },
  dockerfile: { seeds: /(^|\/)Dockerfile$/, read: deployed('orders/Dockerfile', compose) },
  nginx: { seeds: /nginx\.conf$/, read: deployed('proxy/nginx.conf', compose) },
  caddy: { seeds: /^seeds\/Caddyfile/, read: deployed('proxy/Caddyfile', compose) },
  traefik: { seeds: /^seeds\/traefik\.yml/, read: deployed('proxy/traefik.yml', compose) },
  'traefik-toml': { seeds: /^seeds\/traefik\.toml/, read: deployed('proxy/traefik.toml', compose) },
  fly: { seeds: /^seeds\/fly/, read: deployed('orders/fly.toml') },
  wrangler: { seeds: /^seeds\/wrangler/, read: deployed('orders/wrangler.toml') },
  envoy: { seeds: /^seeds\/envoy/, read: deployed('proxy/envoy.yaml', compose) },
  kong: { seeds: /^seeds\/kong/, read: deployed('proxy/kong.yml', compose) },
  serverless: { seeds: /serverless\.yml$/, read: deployed('serverless.yml') },
  shell: {
    seeds: /\.sh$|^seeds\/shell/,
    read: deployed('orders/start.sh', { 'orders/Dockerfile': 'FROM node\nCOPY . .\nCMD ["sh", "start.sh"]\n' }),
  },
  procfile: { seeds: /^seeds\/Procfile/, read: deployed('Procfile') },
  package: { seeds: /(^|\/)package\.json$/, read: deployed('orders/package.json', compose) },
  tsconfig: { seeds: /(^|\/)tsconfig[\w.]*\.json$/, read: deployed('tsconfig.json', compose) },
  gitignore: { seeds: /\.(git|docker)ignore$/, read: deployed('.gitignore', compose) },
  prisma: { seeds: /\.prisma$/, read: schemas('prisma', 'schema.prisma') },
  sql: { seeds: /\.sql$/, read: schemas('sql', 'a.sql') },
  proto: { seeds: /\.proto$/, read: schemas('proto', 'a.proto') },
  openapi: { seeds: /(openapi|swagger)[\w.-]*\.(ya?ml|json)$/, read: schemas('openapi', 'openapi.yaml') },
  asyncapi: {
    seeds: /asyncapi[\w.-]*\.(ya?ml|json)$/,
    read: (text) =>
      readSchemas(ROOT, [{ kind: 'asyncapi', file: 'asyncapi.yaml' }], memoryDisk(ROOT, { 'asyncapi.yaml': text, 'channels.yaml': text })),
  },
  graphql: {
    seeds: /\.graphql$/,
    read: (text) => {
      fieldsOfSdl(text);
      schemas('graphql', 'a.graphql')(text);
    },
  },
  source: { seeds: /(^|\/)src\/.*\.(ts|tsx|js)$|\/\w+\.js$/, read: (text) => extract('a.tsx', text) },
  data: { seeds: /(config|package|trackers|policies)[\w.]*\.(json|ya?ml)$/, read: (text) => dataFacts('config.json', text) },
  imports: {
    seeds: /^seeds\/imports/,
    read: (text) =>
      analyzeFiles({ ...SERVICE, ...compose, 'orders/main.js': text, 'orders/other.js': 'export const url = "http://orders";' }),
  },
  traces: { seeds: /^seeds\/traces/, read: (text) => readTraces('traces.json', text) },
  baseline: { seeds: /^seeds\/msa\.baseline/, read: (text) => parseBaseline(text, 'msa.baseline.json') },
  facts: { seeds: /^seeds\/facts/, read: (text) => linked(parseFacts(text, 'facts.json')) },
  answers: { seeds: /^seeds\/answers/, read: (text) => readAnswers(text, 'answers.yaml') },
  'ignore-comments': {
    seeds: /^seeds\/ignore-comments/,
    read: (text) => {
      for (const line of text.split('\n')) readIgnoreText(line);
      deployed('docker-compose.yml')(text);
      extract('a.ts', text);
    },
  },
};

export function parserOf(name) {
  return name === 'planted' ? PLANTED : PARSERS[name];
}
