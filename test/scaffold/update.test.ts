import { describe, expect, it } from 'vitest';

import { changed, type Disk, diskOf, planFor, TEMPLATES, templatesOf, type Texts, textsOf, wantedOf } from '../support/scaffold.js';

const WANTED = wantedOf({ orders: ['rest', 'database'] });
const V1 = templatesOf(TEMPLATES);

/** Template of a newer msa: the texts of one file of a layer replaced. */
function newer(changes: Readonly<Record<string, (text: string) => string>>): Texts {
  return { ...TEMPLATES, ...Object.fromEntries(Object.entries(changes).map(([file, change]) => [file, change(TEMPLATES[file] ?? '')])) };
}

function edited(disk: Disk, edits: Readonly<Record<string, ((text: string) => string) | undefined>>): Disk {
  const next = new Map(disk);
  for (const [file, edit] of Object.entries(edits)) {
    if (edit === undefined) next.delete(file);
    else next.set(file, Buffer.from(edit(Buffer.from(disk.get(file) ?? '').toString('utf8'))));
  }
  return next;
}

interface Case {
  readonly name: string;
  /** File of the service that you edit, and how; undefined: you delete it. */
  readonly file: string;
  readonly yours: ((text: string) => string) | undefined;
  /** File of a layer that the newer msa has changed. */
  readonly template: string;
  readonly theirs: (text: string) => string;
  readonly action: string;
  /** The file after the update; undefined: it is not there. */
  readonly expected: string | undefined;
}

const MAIN = "import { app } from './app.js';\n\napp().listen(4310);\n";
const conflict = (yours: string, theirs: string): string => `<<<<<<< yours\n${yours}=======\n${theirs}>>>>>>> template\n`;

const CASES: readonly Case[] = [
  {
    name: 'lines that only the template has changed',
    file: 'src/main.ts',
    yours: (text) => `// mine\n${text}`,
    template: 'base/files/src/main.ts',
    theirs: (text) => text.replace('listen(4310)', 'listen(4310, now)'),
    action: 'merge',
    expected: `// mine\n${MAIN.replace('listen(4310)', 'listen(4310, now)')}`,
  },
  {
    name: 'the same lines, changed the same way',
    file: 'src/main.ts',
    yours: (text) => text.replace('4310)', '4310, now)'),
    template: 'base/files/src/main.ts',
    theirs: (text) => text.replace('4310)', '4310, now)'),
    action: 'identical',
    expected: MAIN.replace('4310)', '4310, now)'),
  },
  {
    name: 'the same lines, changed otherwise',
    file: 'src/main.ts',
    yours: (text) => text.replace('listen', 'start'),
    template: 'base/files/src/main.ts',
    theirs: (text) => text.replace('4310)', '4310, now)'),
    action: 'conflict',
    expected: `import { app } from './app.js';\n\n${conflict('app().start(4310);\n', 'app().listen(4310, now);\n')}`,
  },
  {
    name: 'a file with Windows line ends',
    file: 'src/main.ts',
    yours: (text) => `// mine\n${text}`.replaceAll('\n', '\r\n'),
    template: 'base/files/src/main.ts',
    theirs: (text) => text.replace('listen(4310)', 'listen(4310, now)'),
    action: 'merge',
    expected: `// mine\n${MAIN.replace('listen(4310)', 'listen(4310, now)')}`.replaceAll('\n', '\r\n'),
  },
  {
    name: 'a file that you have deleted',
    file: 'src/main.ts',
    yours: undefined,
    template: 'base/files/src/main.ts',
    theirs: (text) => `${text}// new\n`,
    action: 'skip',
    expected: undefined,
  },
  {
    name: 'a file that is yours from the beginning',
    file: 'src/routes/orders.ts',
    yours: (text) => `// mine\n${text}`,
    template: 'rest/files/src/routes/widgets.ts',
    theirs: (text) => `${text}// new\n`,
    action: 'skip',
    expected: "// mine\nexport const createOrder = '/v1/orders';\n",
  },
  {
    name: 'lines of a block, beside lines of yours in it',
    file: 'src/app.ts',
    yours: (text) => text.replace('  // msa:end', '  mine();\n  // msa:end').replace('app()', 'app(): void'),
    template: 'rest/layer.yaml',
    theirs: (text) => text.replace('widgetRoutes();', 'routes.widgets();'),
    action: 'merge',
    expected:
      'export function app(): void {\n  // msa:begin modules\n  database();\n  routes.orders();\n  mine();\n  // msa:end modules\n}\n',
  },
  {
    name: 'lines of a block whose markers you have taken out',
    file: 'src/app.ts',
    yours: () => 'export function app() {\n  database();\n  orderRoutes();\n}\n',
    template: 'rest/layer.yaml',
    theirs: (text) => text.replace('widgetRoutes();', 'routes.widgets();'),
    action: 'conflict',
    expected: `export function app() {\n  database();\n${conflict('  orderRoutes();\n', '  routes.orders();\n  // msa:end modules\n')}}\n`,
  },
  {
    name: 'other keys of one package.json',
    file: 'package.json',
    yours: (text) =>
      text.replace('"node dist/main.js"', '"node --enable-source-maps dist/main.js"').replace('"fastify"', '"axios": "1",\n    "fastify"'),
    template: 'versions.json',
    theirs: (text) => text.replace('"fastify": "5.1.0"', '"fastify": "5.2.0"'),
    action: 'merge',
    expected: `{
  "name": "orders",
  "scripts": {
    "start": "node --enable-source-maps dist/main.js",
    "migrate": "node dist/migrate.js"
  },
  "dependencies": {
    "axios": "1",
    "fastify": "5.2.0",
    "pg": "8.1.0",
    "zod": "4.1.0"
  }
}
`,
  },
  {
    name: 'the same key of package.json',
    file: 'package.json',
    yours: (text) => text.replace('"fastify": "5.1.0"', '"fastify": "4.0.0"'),
    template: 'versions.json',
    theirs: (text) => text.replace('"fastify": "5.1.0"', '"fastify": "5.2.0"'),
    action: 'conflict',
    expected: `{
  "name": "orders",
  "scripts": {
    "start": "node dist/main.js",
    "migrate": "node dist/migrate.js"
  },
  "dependencies": {
${conflict('    "fastify": "4.0.0",\n', '    "fastify": "5.2.0",\n')}    "pg": "8.1.0",
    "zod": "4.1.0"
  }
}
`,
  },
  {
    name: 'YAML with comments of yours',
    file: 'openapi.yaml',
    yours: (text) => text.replace('get: {}', 'get: {} # all of them\n    post: {}'),
    template: 'rest/files/openapi.yaml',
    theirs: (text) => `${text}  /widgets/{id}:\n    # one\n    get: {}\n`,
    action: 'merge',
    expected: 'paths:\n  /orders:\n    get: {} # all of them\n    post: {}\n  /orders/{id}:\n    # one\n    get: {}\n',
  },
  {
    name: 'settings beside settings of yours',
    file: '.env.example',
    yours: (text) => `${text}MINE=1\n`,
    template: 'base/layer.yaml',
    theirs: (text) => text.replace("'4310', description: port", "'4310', description: the port"),
    action: 'merge',
    expected: '# the port\nPORT=4310\n\n# where it is\n# DATABASE_URL=\nMINE=1\n',
  },
];

describe('an update meets what you have changed', () => {
  it.each(CASES)('$name', ({ file, yours, template, theirs, action, expected }) => {
    const path = `services/orders/${file}`;
    const mine = edited(changed(new Map(), WANTED, V1), { [path]: yours });
    const v2 = templatesOf(newer({ [template]: theirs }));
    const step = planFor(mine, WANTED, v2).steps.find((one) => one.path === path);
    const updated = changed(mine, WANTED, v2);
    expect({ action: step?.action, text: textsOf(updated)[path] }).toEqual({ action, text: expected });
  });
});

it('what was not merged because of markers is merged when they are gone', () => {
  const path = 'services/orders/src/main.ts';
  const start = changed(new Map(), WANTED, V1);
  const clash = newer({ 'base/files/src/main.ts': (text) => text.replace('4310)', '4310, now)') });
  const left = changed(edited(start, { [path]: (text) => text.replace('listen', 'start') }), WANTED, templatesOf(clash));
  const third = templatesOf({ ...clash, 'base/files/src/main.ts': `// third\n${clash['base/files/src/main.ts'] ?? ''}` });
  const still = changed(left, WANTED, third);
  expect(textsOf(still)[path]).toBe(textsOf(left)[path]);
  const resolved = edited(still, { [path]: () => MAIN.replace('listen(4310)', 'start(4310, now)') });
  expect(textsOf(changed(resolved, WANTED, third))[path]).toBe(`// third\n${MAIN.replace('listen(4310)', 'start(4310, now)')}`);
});

it('a layer that loses a file keeps what you have written into it', () => {
  const path = 'services/orders/src/database/open.ts';
  const start = changed(new Map(), WANTED, V1);
  const { 'database/files/src/database/open.ts': _gone, ...rest } = TEMPLATES;
  const v2 = templatesOf(rest);
  expect(textsOf(changed(start, WANTED, v2))).not.toHaveProperty(path);
  const mine = edited(start, { [path]: (text) => `// mine\n${text}` });
  expect(planFor(mine, WANTED, v2).steps.find((step) => step.path === path)).toMatchObject({
    action: 'conflict',
    note: 'you have changed it: it stays, the template no longer has it',
  });
  expect(textsOf(changed(mine, WANTED, v2))[path]).toContain('// mine');
});

it('a file of yours in the place of a new one is a conflict with both', () => {
  const path = 'services/orders/src/queue/queue.ts';
  const start = edited(changed(new Map(), WANTED, V1), { [path]: () => 'export const queue = 2;\n' });
  const wanted = wantedOf({ orders: ['rest', 'database', 'queue'] });
  expect(planFor(start, wanted, V1).steps.find((step) => step.path === path)?.action).toBe('conflict');
  expect(textsOf(changed(start, wanted, V1))[path]).toBe(conflict('export const queue = 2;\n', 'export const queue = 1;\n'));
});

it('pristine copies that are gone make a conflict of what would have been a merge, and nothing worse', () => {
  const start = changed(new Map(), WANTED, V1);
  const bare = diskOf(Object.fromEntries(Object.entries(textsOf(start)).filter(([path]) => !path.startsWith('.msa/pristine'))));
  const path = 'services/orders/src/main.ts';
  const v2 = templatesOf(newer({ 'base/files/src/main.ts': (text) => `${text}// new\n` }));
  const mine = edited(bare, { [path]: (text) => `// mine\n${text}` });
  expect(textsOf(changed(mine, WANTED, v2))[path]).toBe(`${conflict('// mine\n', '')}${MAIN}${conflict('', '// new\n')}`);
});
