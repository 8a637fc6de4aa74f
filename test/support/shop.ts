/** Small systems as files, for tests of whole commands. */
export type Files = Readonly<Record<string, string>>;

/** Two services, each with its own database, orders asks billing once. */
export const clean: Files = {
  ...service(
    'orders',
    `import axios from 'axios';\n${opens('ordersdb')}\n${route("await axios.get('http://billing:3000/invoices', { timeout: 2000 });")}`,
  ),
  ...service('billing', `${opens('billingdb')}\n${route('')}`),
  ...checked('orders'),
  ...checked('billing'),
  'docker-compose.yml': compose(['orders', 'billing']),
};

/** The same, but both open one database. */
export const shared: Files = {
  ...clean,
  ...service('billing', `${opens('ordersdb')}\n${route('')}`),
  ...checked('billing'),
};

/** One database for two services, calls in a loop, a circle of calls, an import across, and a call nobody answers. */
export const crowded: Files = {
  ...service(
    'orders',
    `import axios from 'axios';
import { tax } from '../../billing/src/tax.js';
${opens('shop')}
${route(`const invoices = [];
  for (const { id } of req.body.items) {
    const { data } = await axios.get(\`http://billing:3000/invoices/\${id}\`);
    invoices.push(tax(data));
  }
  await axios.post(process.env.WAREHOUSE_URL + '/parcels', invoices);`)}`,
  ),
  ...service(
    'billing',
    `import axios from 'axios';
${opens('shop')}
${route("await axios.get('http://orders:3000/invoices');")}
app.get('/invoices/:id', (req, res) => res.json({}));`,
  ),
  'services/billing/src/tax.ts': 'export const tax = (price) => price * 1.19;\n',
  'docker-compose.yml': compose(['orders', 'billing']),
};

export function service(name: string, source: string): Files {
  return {
    [`services/${name}/package.json`]: JSON.stringify({ name, dependencies: { express: '^4', axios: '^1', pg: '^8' } }),
    [`services/${name}/Dockerfile`]: 'FROM node:20\nCMD ["node", "src/main.js"]\n',
    [`services/${name}/src/main.ts`]: source,
  };
}

/** Its image says whether it is well. */
function checked(name: string): Files {
  return { [`services/${name}/Dockerfile`]: 'FROM node:20\nHEALTHCHECK CMD wget -q http://localhost:3000\nCMD ["node", "src/main.js"]\n' };
}

function opens(database: string): string {
  return `import { Pool } from 'pg';\nconst pool = new Pool({ connectionString: 'postgres://db:5432/${database}' });`;
}

function route(body: string): string {
  return `import express from 'express';
const app = express();
app.get('/invoices', async (req, res) => {
  ${body}
  const { rows } = await pool.query('SELECT id FROM invoice');
  await pool.query('UPDATE invoice SET seen = true');
  res.json(rows);
});
app.listen(3000);
`;
}

function compose(names: readonly string[]): string {
  return `services:\n${names.map((name) => `  ${name}:\n    build: services/${name}\n`).join('')}  db:\n    image: postgres:16\n`;
}
