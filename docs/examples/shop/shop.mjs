// npm run example: makes the shop of README.md in a temporary folder, runs it, breaks it, and looks at what happened.
// `--keep` leaves the folder there. Ends with 1 when anything is not as README.md says.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { startNats } from '../../../test/templates/servers/nats.mjs';
import { startCollector, traceLines } from '../support/collector.mjs';
import { freePort, run, startService, until } from '../support/service.mjs';
import { client } from './client.mjs';
import { makeWorkspace, runMsa } from './workspace.mjs';

/** What the graph has to show: who waits for whom, who hears whom. */
const EDGES = [
  'gateway → inventory',
  'gateway → order',
  'gateway → payment',
  'order ⇢ inventory',
  'order → inventory',
  'order → payment',
].sort();
const ARROWS = { sync: '→', async: '⇢' };
const NAMES = ['payment', 'inventory', 'order', 'gateway'];
const begun = performance.now();
const { values: flags } = parseArgs({ options: { keep: { type: 'boolean' } } });

const root = mkdtempSync(join(tmpdir(), 'msa-shop-'));
/** What has to end with the script, the last one first. */
const open = [];

try {
  await make();
  const { collector, services, start } = await startAll();
  const shop = await client(services.get('gateway').url);
  await play(shop, { collector, services, start });
  await stopAll();
  title('The shop works as README.md says');
} catch (error) {
  console.error(`\n${error.stack}`);
  process.exitCode = 1;
} finally {
  await stopAll().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  if (flags.keep) console.log(`It is in ${root}`);
  else rmSync(root, { recursive: true, force: true });
}

async function make() {
  title('Four services are made');
  await makeWorkspace(root, say);
  say('$ npm install');
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root });
  say('$ npm run typecheck');
  const compiler = join(root, 'node_modules', '.bin', 'tsc');
  await Promise.all(NAMES.map(async (name) => run(compiler, ['--noEmit'], { cwd: join(root, 'services', name) })));
  say('$ msa lint --fail-on info');
  for (const line of (await runMsa(root, ['lint', '--fail-on', 'info', '--no-cache'])).trim().split('\n')) say(`  ${line}`);
  say('$ msa graph --format json');
  const { edges } = JSON.parse(await runMsa(root, ['graph', '--format', 'json']));
  const drawn = edges.flatMap(({ from, to, style }) => (style === 'data' ? [] : `${nameOf(from)} ${ARROWS[style]} ${nameOf(to)}`));
  for (const edge of drawn) say(`  ${edge}`);
  deepEqual(drawn.sort(), EDGES);
}

function nameOf(node) {
  return node.replace('service:', '');
}

/** All at once, each on a port of its own; NATS carries the events, every service has its own embedded PostgreSQL. */
async function startAll() {
  title('They are started');
  const nats = await startNats();
  open.push(nats);
  const collector = await startCollector();
  open.push(collector);
  const ports = Object.fromEntries(await Promise.all(NAMES.map(async (name) => [name, await freePort()])));
  const urls = Object.fromEntries(NAMES.map((name) => [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${ports[name]}`]));
  const instances = Object.fromEntries(Object.entries(urls).map(([name, url]) => [`${name}S`, url]));
  const common = {
    ...urls,
    ...instances,
    BROKER_URL: nats.env.NATS_URL,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_BSP_SCHEDULE_DELAY: '200',
    // Patient: however slow the machine is, payment comes back before the saga gives up.
    SAGA_MAX_ATTEMPTS: '14',
    SAGA_RETRY_MS: '100',
    BREAKER_OPEN_MS: '1000',
  };
  const services = new Map();
  const start = async (name) => {
    const since = performance.now();
    const service = await startService(name, { folder: join(root, 'services', name), env: { ...common, PORT: ports[name] } });
    services.set(name, service);
    open.push(service);
    say(`${name.padEnd(9)} ready at ${service.url} after ${seconds(since)}`);
  };
  await Promise.all(NAMES.map(start));
  return { collector, services, start };
}

async function play(shop, { collector, services, start }) {
  title('An order is placed through the gateway');
  const article = await shop.makeArticle('chair', 10);
  const account = await shop.openAccount('Ada');
  say(`stock of chairs: ${shown(await shop.stock(article))}`);
  const good = await shop.place({ article, account, quantity: 2, amount: 90 });
  const done = await until(good.status, ({ status }) => status === 'completed');
  say(`order of 2 chairs for 90: ${historyOf(done)}`);
  equal(historyOf(done), 'open done, reserve done, charge done, confirm done');
  const shipped = await until(
    async () => shop.stock(article),
    (level) => level.shipped === 2,
  );
  say(`stock after the event order.confirmed: ${shown(shipped)}`);
  equal(shown(shipped), 'available 8, reserved 0, shipped 2');

  title('The payment of another one is refused');
  const refused = await shop.place({ article, account, quantity: 3, amount: 5000 });
  const undone = await until(refused.status, ({ status }) => status === 'compensated');
  say(`order of 3 chairs for 5000: ${historyOf(undone)}`);
  equal(historyOf(undone), 'open done, reserve done, charge refused, reserve compensated, open compensated');
  equal(shown(await shop.stock(article)), 'available 8, reserved 0, shipped 2');
  say(`why: ${undone.reason}`);
  say('stock is as before, and the order is gone from the read model:');
  const view = await until(
    async () => shop.latest(),
    (items) => items.length === 1,
  );
  equal(view[0].id, good.order);
  for (const { name, changedAt } of view) say(`  ${name}, ${changedAt}`);

  title('Payment is down while a third one is placed');
  await stop(services.get('payment'));
  const waiting = await shop.place({ article, account, quantity: 1, amount: 45 });
  const stuck = await until(waiting.status, ({ history }) => history.some(({ outcome }) => outcome === 'failed'));
  say(`order of 1 chair for 45: ${historyOf(stuck)}, ${stuck.status}`);
  await start('payment');
  const late = await until(waiting.status, ({ status }) => status === 'completed');
  say(`order of 1 chair for 45: ${historyOf(late)}`);
  equal(late.history.at(-1).step, 'confirm');

  title('The traces');
  const told = await until(
    async () => collector.spans.filter(({ traceId }) => traceId === good.trace),
    (found) => found.some(({ service, name }) => service === 'inventory' && name === 'order.confirmed.v1'),
  );
  say(`order of 2 chairs: ${told.length} spans; the event order.confirmed.v1, from order over NATS to inventory, is one of them`);
  say('the order whose payment was refused:');
  const spans = await until(
    async () => collector.spans.filter(({ traceId }) => traceId === refused.trace),
    (found) =>
      NAMES.every((name) => found.some(({ service }) => service === name)) && found.some(({ name }) => /^fulfil-order\.open/.test(name)),
  );
  for (const line of traceLines(spans)) say(line);
  say(`${spans.length} spans of ${new Set(spans.map(({ service }) => service)).size} services`);
  const logged = services.get('inventory').lines.some((line) => line.includes(refused.trace));
  ok(logged, 'inventory logs the id of the trace');
}

async function stop(service) {
  open.splice(open.indexOf(service), 1);
  await service.stop();
}

/** Services finish what they are at before the broker goes. */
async function stopAll() {
  for (const one of open.splice(0).reverse()) await one.stop();
}

function historyOf({ history }) {
  return history.map(({ step, outcome }) => `${step} ${outcome}`).join(', ');
}

function shown({ available, reserved, shipped }) {
  return `available ${available}, reserved ${reserved}, shipped ${shipped}`;
}

function title(text) {
  console.log(`\n${text} (${seconds(begun)})`);
}

function say(text) {
  console.log(`  ${text}`);
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
