import { readTemplates, type TemplateFolder } from '../../src/scaffold/layers/read.js';
import type { Templates } from '../../src/scaffold/layers/layer.js';
import type { Lock } from '../../src/scaffold/lock.js';
import { isWriting, type Plan } from '../../src/scaffold/plan.js';
import { render } from '../../src/scaffold/render/render.js';
import { lockAt, planOf } from '../../src/scaffold/state.js';
import type { Wanted } from '../../src/scaffold/wanted.js';

export type Texts = Readonly<Record<string, string>>;

export function templateFolderOf(files: Texts, name = 'templates'): TemplateFolder {
  return { name, files: new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])), others: new Map() };
}

export function templatesOf(...folders: readonly Texts[]): Templates {
  return readTemplates(folders.map((files) => templateFolderOf(files)));
}

/** A small set of layers in which everything occurs: whole files, seeds, blocks, fragments, packages, settings, requirements, conflicts. */
export const TEMPLATES: Texts = {
  'versions.json': '{ "packages": { "fastify": "5.1.0", "pg": "8.1.0", "zod": "4.1.0" }, "overrides": { "cookie": "^1" } }',
  'workspace/layer.yaml': 'internal: true\nsummary: root\nseed: [README.md]\n',
  'workspace/files/package.json': '{\n  "name": "widget-workspace",\n  "private": true,\n  "workspaces": ["services/*"]\n}\n',
  'workspace/files/README.md': '# widget-workspace\n',
  'workspace/files/msa.yaml': '# The system.\nversion: 1\nservices: {}\n',
  'workspace/files/dot-gitignore': 'node_modules/\ndist/\n',
  'workspace/merge/workspace/msa.yaml': 'services:\n  widget-service:\n    path: services/widget-service\n',
  'workspace/peers/callee/workspace/msa.yaml': 'services:\n  widget-service:\n    calls:\n      - gadget-service\n',
  'base/layer.yaml': `internal: true
summary: base
dependencies: [fastify]
env:
  - { name: PORT, default: '4310', description: port }
`,
  'base/files/README.md':
    '# widget-service\n\n<!-- msa:begin env -->\n<!-- msa:end env -->\n\n<!-- msa:begin patterns -->\n<!-- msa:end patterns -->\n',
  'base/files/package.json': '{\n  "name": "widget-service",\n  "scripts": {\n    "start": "node dist/main.js"\n  }\n}\n',
  'base/files/src/main.ts': "import { app } from './app.js';\n\napp().listen(4310);\n",
  'base/files/src/app.ts': 'export function app() {\n  // msa:begin modules\n  // msa:end modules\n}\n',
  'base/files/run.sh': '#!/bin/sh\nexec node dist/main.js\n',
  'rest/layer.yaml': `pattern: rest
summary: routes
default: true
dependencies: [zod]
seed: ['src/routes/**']
blocks:
  src/app.ts:
    modules: ['widgetRoutes();']
options:
  - { name: prefix, description: prefix of all paths, default: v1, replaces: template-prefix }
`,
  'rest/files/src/routes/widgets.ts': "export const createWidget = '/template-prefix/widgets';\n",
  'rest/files/openapi.yaml': 'paths:\n  /widgets:\n    get: {}\n',
  'rest/readme.md': '## REST\n\nWidgets over HTTP.\n',
  'database/layer.yaml': `summary: database
dependencies: [pg]
env:
  - { name: DATABASE_URL, secret: true, description: where it is }
blocks:
  src/app.ts:
    modules: ['database();']
`,
  'database/files/src/database/open.ts': "export const table = 'widgets';\n",
  'database/merge/service/package.json': '{ "scripts": { "migrate": "node dist/migrate.js" } }',
  'database/merge/workspace/compose.yaml': 'services:\n  widget-service-db:\n    image: postgres:17\n',
  'database/adr.md': '# A database of its own\n',
  'events/layer.yaml': `summary: events
requires: [database]
conflicts: [queue]
blocks:
  src/app.ts:
    modules: ['events();']
`,
  'events/files/src/events/outbox.ts': 'export const outbox = 1;\n',
  'events/merge/service/openapi.yaml': 'paths:\n  /events:\n    get: {}\n',
  'queue/layer.yaml': 'summary: queue\n',
  'queue/files/src/queue/queue.ts': 'export const queue = 1;\n',
  'gateway/layer.yaml': 'summary: gateway\ncalls: [rest]\n',
  'gateway/files/routes.yaml': 'routes: {}\n',
  'gateway/peers/callee/service/routes.yaml': 'routes:\n  /gadgets: http://gadget-service:4410\n',
};

export type Disk = Map<string, Uint8Array>;

export function diskOf(files: Texts): Disk {
  return new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
}

export function textsOf(disk: Disk): Record<string, string> {
  return Object.fromEntries(
    [...disk].map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

export function lockOf(disk: Disk): Lock | undefined {
  return lockAt((path) => disk.get(path));
}

export function wantedOf(
  services: Readonly<Record<string, readonly string[]>>,
  answers: Readonly<Record<string, Record<string, string>>> = {},
): Wanted {
  return {
    name: 'shop',
    services: Object.fromEntries(
      Object.entries(services).map(([name, patterns], index) => [
        name,
        { path: `services/${name}`, port: 4310 + 10 * index, patterns: [...patterns].sort(), answers: answers[name] ?? {} },
      ]),
    ),
  };
}

export function planFor(disk: Disk, wanted: Wanted, templates: Templates, msa = '1.0.0'): Plan {
  const isEmpty = Object.keys(wanted.services).length === 0;
  return planOf({
    before: lockOf(disk),
    after: isEmpty ? undefined : { version: 1, msa, templates: [], ...wanted },
    tree: render(wanted, templates),
    read: (path) => disk.get(path),
  });
}

/** The disk after a plan. */
export function after(disk: Disk, { steps, bookkeeping }: Plan): Disk {
  const next = new Map(disk);
  for (const step of [...steps, ...bookkeeping]) {
    if (!isWriting(step)) continue;
    if (step.after === undefined) next.delete(step.path);
    else next.set(step.path, step.after);
  }
  return next;
}

export function changed(disk: Disk, wanted: Wanted, templates: Templates): Disk {
  return after(disk, planFor(disk, wanted, templates));
}
