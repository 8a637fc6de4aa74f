import type { SmallSystem, Told } from '../support/small-system.js';

/** Code that looks like something else than it is, and what must be told of it. */
export interface Pitfall extends SmallSystem {
  readonly about: string;
  readonly told: Partial<Told>;
}

/** A service that answers to whatever it is asked. */
export const answering = (paths = "'/:id'"): string => `import express from 'express';
const app = express();
app.all(${paths}, (req, res) => { res.json({ id: req.params.id }); });
app.listen(3000);
`;

/** A service that does this in a route, where `app` is an application of express. */
export const route = (body: string, before = ''): string => `import express from 'express';
${before}
const app = express();
app.post('/run', async (req, res) => { ${body}; res.end(); });
app.listen(3000);
`;
