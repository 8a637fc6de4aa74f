import { answering, type Pitfall, route } from './pitfall.js';

const AXIOS = "import axios from 'axios';";
const GET = (id: string): string => `axios.get('http://billing:3000/' + ${id})`;
const loop = (about: string, body: string, before = ''): Pitfall => ({
  about,
  services: { orders: route(body, `${AXIOS} ${before}`), billing: answering(), stock: answering(), users: answering() },
  told: { findings: ['call-in-loop: orders, billing'] },
});
const none = (about: string, body: string, before = ''): Pitfall => ({ ...loop(about, body, before), told: { findings: [] } });

/** Loops that make one call an item, and those that do not. */
export const loops: readonly Pitfall[] = [
  loop(
    'mergeMap of what a list emits',
    `await lastValueFrom(from(req.body.ids).pipe(mergeMap((id) => ${GET('id')})))`,
    "import { from, lastValueFrom, mergeMap } from 'rxjs';",
  ),
  none(
    'mergeMap of what a call gives',
    `await lastValueFrom(from(axios.get('http://billing:3000/all')).pipe(mergeMap((one) => ${GET('one.data.id')})))`,
    "import { from, lastValueFrom, mergeMap } from 'rxjs';",
  ),
  loop('Promise.all over map', `await Promise.all(req.body.ids.map((id: string) => ${GET('id')}))`),
  {
    about: 'a consumer that goes through its subscription',
    services: {
      orders: `${AXIOS} import { connect, StringCodec } from 'nats'; const nc = await connect({ servers: 'nats:4222' }); const codec = StringCodec();
        const subscription = nc.subscribe('placed'); for await (const message of subscription) await ${GET('codec.decode(message.data)')};`,
      billing: answering(),
    },
    told: { edges: ['orders -> billing'], findings: [] },
  },
  none(
    'a loop that waits until something is done',
    `while (true) { const { data } = await ${GET('req.body.id')}; if (data.done) break; await new Promise((go) => setTimeout(go, 1000)); }`,
  ),
  none(
    'a loop over the pages of one answer',
    `let next: string | null = 'first'; const all: unknown[] = []; do { const { data } = await ${GET("'things?page=' + next")}; all.push(...data.items); next = data.next; } while (next)`,
  ),
  none(
    'a loop that tries again',
    `for (let attempt = 0; attempt < 5; attempt++) { try { await ${GET('req.body.id')}; break; } catch (error) { if (attempt === 4) throw error; } }`,
  ),
  {
    about: 'a loop that registers at start-up',
    services: {
      orders: `${AXIOS} import express from 'express'; const app = express(); app.get('/orders', (req, res) => { res.end(); }); app.listen(3000, async () => { for (const name of (await import('./names.js')).names) await axios.post('http://billing:3000/register', { name }); });`,
      billing: answering(),
    },
    files: { 'orders/src/names.ts': 'export const names: string[] = JSON.parse(process.env.NAMES ?? "[]");' },
    told: { findings: [] },
  },
  none(
    'a data loader that asks for many at once',
    'await Promise.all(req.body.ids.map((id: string) => loader.load(id)))',
    "import DataLoader from 'dataloader'; const loader = new DataLoader(async (ids: readonly string[]) => (await axios.post('http://billing:3000/many', { ids })).data);",
  ),
  none('three items that stand in the code', `for (const id of ['a', 'b', 'c']) await ${GET('id')}`),
  none(
    'another service for each item',
    "for (const host of ['billing', 'stock', 'users', 'others']) await axios.get(`http://${host}:3000/health`)",
  ),
  none(
    'a list of those who are asked',
    'for (const guard of guards) await guard.allows(req.body.id)',
    `class Own { constructor(private readonly path: string) {} allows(id: string) { return axios.get('http://billing:3000/' + this.path + id); } } const guards = [new Own('a'), new Own('b'), new Own('c'), new Own('d')];`,
  ),
  none('calls to somebody else’s service', "for (const id of req.body.ids) await axios.get('https://api.stripe.com/v1/charges/' + id)"),
];
