import { answering, type Pitfall, route } from './pitfall.js';

const BARE = { billing: answering(), stock: answering() };
const ASK = "await fetch('http://billing:3000/a')";

/** What lies beside the source, and how files find each other. */
export const files: readonly Pitfall[] = [
  {
    about: 'what others wrote, what was built, what tests run and what is shown is not the service',
    services: { orders: answering(), ...BARE },
    files: {
      'orders/node_modules/inner/index.js': "require('axios').get('http://billing:3000/a');",
      'orders/.yarn/cache/inner.js': "require('axios').get('http://billing:3000/a');",
      'orders/dist/main.js': "require('axios').get('http://billing:3000/a');",
      'orders/static/js/main.41b57957.js': `${'var a=1;'.repeat(400)}require('axios').get('http://billing:3000/a');`,
      'orders/src/button.stories.tsx': "import axios from 'axios'; axios.get('http://billing:3000/a');",
      'orders/.storybook/main.ts': "import axios from 'axios'; axios.get('http://billing:3000/a');",
      'e2e/docker-compose.yml': 'services:\n  fake: { build: ./fake }\n',
      'e2e/fake/package.json': '{ "name": "fake", "scripts": { "start": "node ." } }',
      'e2e/fake/index.js': "require('axios').get('http://billing:3000/a');",
    },
    told: { edges: [], findings: [] },
  },
  {
    about: 'configurations of the compiler with comments, that extend others; the nearest counts; ESM says .js',
    services: {
      orders: {
        code: {
          'src/main.ts': route('await bills(); await levels()', "import { bills } from '@/bills'; import { levels } from '~lib/levels';"),
          'src/bills.ts': "export { bills } from './inner/bills.js';",
          'src/inner/bills.ts': "export const bills = () => fetch('http://billing:3000/a');",
          'tsconfig.json':
            '{ "extends": "../tsconfig.base.json", /* "@/*" as well */ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"], // ours\n "~lib/*": ["../lib/*"] } } }',
        },
      },
      ...BARE,
    },
    files: {
      'tsconfig.base.json': '{ "compilerOptions": { "paths": { "@/*": ["wrong/*"] } } }',
      'lib/levels.ts': "export const levels = () => fetch('http://stock:3000/b');",
      'wrong/bills.ts': 'export const bills = () => 1;',
    },
    told: { edges: ['orders -> billing', 'orders -> stock'] },
  },
  {
    about: 'a package that says dist has its source beside; a name that two packages have leads nowhere',
    services: {
      orders: route('await bills(); await twice()', "import { bills } from '@shop/bills'; import { twice } from '@shop/twice';"),
      ...BARE,
    },
    files: {
      'packages/bills/package.json': '{ "name": "@shop/bills", "main": "dist/index.js" }',
      'packages/bills/src/index.ts': "export const bills = () => fetch('http://billing:3000/a');",
      'packages/one/package.json': '{ "name": "@shop/twice", "main": "src/index.ts" }',
      'packages/one/src/index.ts': "export const twice = () => fetch('http://stock:3000/a');",
      'packages/two/package.json': '{ "name": "@shop/twice", "main": "src/index.ts" }',
      'packages/two/src/index.ts': "export const twice = () => fetch('http://billing:3000/b');",
    },
    told: { edges: ['orders -> billing'] },
  },
  {
    about: 'barrels that hand on each other',
    services: {
      orders: {
        code: {
          'src/main.ts': route('await bills()', "import { bills } from './a/index.js';"),
          'src/a/index.ts': "export * from '../b/index.js'; export const a = 1;",
          'src/b/index.ts': "export * from '../a/index.js'; export * from './bills.js';",
          'src/b/bills.ts': `export const bills = async () => { ${ASK}; };`,
        },
      },
      ...BARE,
    },
    told: { edges: ['orders -> billing'] },
  },
  {
    about: 'a package that is not there: its names are good names of topics, and say nothing about databases',
    services: {
      orders: route(
        "await pool.query('SELECT 1 FROM things'); channel.sendToQueue(Subjects.Placed, Buffer.from(''))",
        "import { DATABASE_URL, Subjects } from '@org/common'; import { connect } from 'amqplib'; import { Pool } from 'pg'; const pool = new Pool({ connectionString: DATABASE_URL }); const channel = await (await connect('amqp://mq')).createChannel();",
      ),
      billing: `import { DATABASE_URL, Subjects } from '@org/common'; import { connect } from 'amqplib'; import { Pool } from 'pg'; const pool = new Pool({ connectionString: DATABASE_URL }); await pool.query('SELECT 1 FROM things');
        const channel = await (await connect('amqp://mq')).createChannel(); await channel.consume(Subjects.Placed, () => {});`,
    },
    told: { edges: ['orders ~> billing'], findings: [] },
  },
];
