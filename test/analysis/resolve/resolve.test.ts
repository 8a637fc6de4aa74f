import { describe, expect, it } from 'vitest';

import { callsOf, programOf } from '../../support/program.js';

/** Files below `app/` are the unit; what is expected are the recorded calls. */
const CASES: Record<string, { files: Record<string, string>; calls: string[] }> = {
  'a constant of another file': {
    files: {
      'app/a.ts': `import { get } from 'remote'; import { URL } from './b.js'; get(URL + '/x');`,
      'app/b.ts': `export const URL = 'http://b';`,
    },
    calls: ['remote.get(http://b/x)'],
  },
  'default import, namespace and require are the package': {
    files: {
      'app/a.ts': `import r from 'remote'; r.get('a');`,
      'app/b.ts': `import * as r from 'remote'; r.get('b');`,
      'app/c.js': `const r = require('remote'); r.get('c'); const { get: g } = require('remote'); g('d');`,
    },
    calls: ['remote.get(a)', 'remote.get(b)', 'remote.get(c)', 'remote.get(d)'],
  },
  'what is replaced is the first, or all': {
    files: { 'app/a.ts': `import { get } from 'remote'; get('a.b.c'.replace('.', '/')); get('a.b.d'.replaceAll('.', '/'));` },
    calls: ['remote.get(a/b.c)', 'remote.get(a/b/d)'],
  },
  'computed keys are keys, where they are known': {
    files: {
      'app/a.ts': `import { get, all } from 'remote'; import { Topic } from './topic.js'; const on = { [Topic.Paid]: 'a', [unknown()]: { b: 1 } };
for (const key of Object.keys(on)) get(key); get(on['order.paid']); all(on);`,
      'app/topic.ts': `export enum Topic { Paid = 'order.paid' }`,
    },
    calls: ['remote.all({ order.paid })', 'remote.get(a)', 'remote.get(order.paid)'],
  },
  'a namespace that is listed, spread or handed over is an object of what the file exports': {
    files: {
      'app/a.ts': `import { get, open, make } from 'remote'; import * as urls from './urls/index.js'; for (const url of Object.values(urls)) get(url); const more = { ...urls, d: 'http://d' }; for (const [name, url] of Object.entries(more)) open(name, url); make({ urls });`,
      'app/urls/index.ts': `export * from './others.js'; export const A = 'http://a';`,
      'app/urls/others.ts': `export const B = 'http://b'; export default 'http://no';`,
    },
    calls: [
      'remote.get(http://a)',
      'remote.get(http://b)',
      'remote.make({ urls })',
      'remote.open(A, http://a)',
      'remote.open(B, http://b)',
      'remote.open(d, http://d)',
    ],
  },
  'a round of a table keeps together what stands in one row, also in what is made in it, and in tables of tables': {
    files: {
      'app/a.ts': `import { get, open } from 'remote'; const hosts = [{ name: 'orders', paths: ['/a', '/b'] }, { name: 'users', paths: ['/c', '/d'] }]; for (const { name, paths } of hosts) { const base = 'http://' + name; open(name, () => get(base)); for (const path of paths) get(base + path); }`,
    },
    calls: [
      'remote.get(http://orders)',
      'remote.get(http://orders/a)',
      'remote.get(http://orders/b)',
      'remote.get(http://users)',
      'remote.get(http://users/c)',
      'remote.get(http://users/d)',
      'remote.open(orders, function)',
      'remote.open(users, function)',
    ],
  },
  'an object of what is depended on leads to the class of an interface': {
    files: {
      'app/a.ts': `import type { Client } from './client.js'; interface Needs { client: Client } class Orders { constructor(private readonly needs: Needs) {} list() { const { client } = this.needs; return client.ask('orders'); } } export default [Orders];`,
      'app/client.ts': `import { get } from 'remote'; export interface Client { ask(name: string): unknown } export class RemoteClient implements Client { ask(name: string) { return get(name); } }`,
    },
    calls: ['remote.get(orders)'],
  },
  'a wrapper is understood at each call site': {
    files: {
      'app/a.ts': `import { call } from './http.js'; call('orders', '/1'); call('users', '/2');`,
      'app/http.ts': `import { get } from 'remote'; const hosts = { orders: process.env.ORDERS_URL, users: 'http://users' }; export async function call(name: string, path: string) { return await get(\`\${hosts[name]}\${path}\`); }`,
    },
    calls: ['remote.get(${process.env.ORDERS_URL}/1)', 'remote.get(http://users/2)'],
  },
  'a file required by a path that is put together': {
    files: {
      'app/a.js': `const remote = require('remote'); const settings = require('../lib/settings'); remote.get(settings.orders.url); remote.get(require(require('path').join(__dirname, 'b')).users);`,
      'app/b.js': `module.exports = { users: 'http://users' };`,
      'app/config/default.js': `module.exports = { orders: { url: 'http://orders' } };`,
      'lib/settings.js': `const fs = require('fs'); const path = require('path'); const exists = (file) => { if (fs.existsSync(file)) return file; return null; };
        const file = exists(path.join(process.cwd(), 'config/default.cjs')) || exists(path.join(process.cwd(), 'config/default.js')); let settings; if (file) { settings = require(file); } else { settings = {}; } module.exports = settings;`,
    },
    calls: ['remote.get(http://orders)', 'remote.get(http://users)'],
  },
  'a singleton that a static method keeps, handed out as a function and as an object': {
    files: {
      'app/a.ts': `import make from './kept'; import { one } from './typed'; const kept: any = make(); kept.send('/a'); one.send('/b');`,
      'app/kept.ts': `import { create, type Client } from 'remote'; class Kept { private static it: Kept; private client: Client; constructor() { this.client = create('http://kept'); } send(path: string) { return this.client.get(path); } static it2() { if (!Kept.it) { Kept.it = new Kept(); } return Kept.it; } } let keeper: any; export default keeper = Kept.it2;`,
      'app/typed.ts': `import { create } from 'remote'; class Typed { private static it: Typed; client = create('http://typed'); send(path: string) { return this.client.get(path); } static get() { this.it ??= new Typed(); return this.it; } } export const one = Typed.get();`,
    },
    calls: ['remote.create(http://kept)', 'remote.create(http://typed)', 'remote.create().get(/a)', 'remote.create().get(/b)'],
  },
  'a comparison that can be told, and one that cannot': {
    files: {
      'app/a.ts': `import { get } from 'remote'; const parts = 'post /x'.split(' '); get(parts.length > 1 ? parts[1] : parts[0]); get(parts[0] === 'get' ? '/no' : '/y'); get(process.env.MODE === 'test' ? '/t' : '/p'); get(parts.length <= 1 ? '/no' : parts.length < 3 ? '/z' : '/no'); get(parts.length >= 3 ? '/no' : parts[0] !== 'post' ? '/no' : '/w');`,
    },
    calls: ['remote.get(/t | /p)', 'remote.get(/w)', 'remote.get(/x)', 'remote.get(/y)', 'remote.get(/z)'],
  },
  'a choice of what is there, else of something else': {
    files: {
      'app/a.ts': `import { get } from 'remote'; const { A, B } = process.env; get(A ? A : '/a'); get(B != null ? B : '/b'); get(process.env.C === undefined ? '/c' : process.env.C); get(A ? '/d' : '/e'); get(A !== null ? '/f' : '/g');`,
    },
    calls: [
      'remote.get(process.env.A ?? /a)',
      'remote.get(process.env.B ?? /b)',
      'remote.get(process.env.C ?? /c)',
      'remote.get(/d | /e)',
      'remote.get(/f | /g)',
    ],
  },
  'a name that is changed in place has the new value from there on': {
    files: {
      'app/a.ts': `import { get } from 'remote'; function ask(path: string) { get(path); path = '/v1' + path; get(path); let host = 'HTTP://A'; host = host.toLowerCase(); get(host); if (path) { host = host + '/b'; } get(host); } ask('/x');`,
    },
    calls: ['remote.get(/v1/x)', 'remote.get(/x)', 'remote.get(http://a | ${host}/b)'],
  },
  'a list of functions is gone through once, also in the body of a module': {
    files: {
      'app/a.ts': `import { get } from 'remote'; const list = [{ path: '/a b', run: () => {} }, { path: '/c d', run: () => {} }]; for (const one of list) { const [first] = one.path.split(' '); get(first, one.path); }`,
    },
    calls: ['remote.get(/a, /a b)', 'remote.get(/c, /c d)'],
  },
  'a file required from the root of the repository': {
    files: {
      'app/a.js': `const { get } = require('remote'); const path = require('node:path'); get(require(path.resolve(process.cwd(), 'app/urls.js')).orders);`,
      'app/urls.js': `exports.orders = 'http://orders';`,
    },
    calls: ['remote.get(http://orders)'],
  },
  'the text of an address': {
    files: {
      'app/a.ts': `import { get } from 'remote'; get(new URL('/x', process.env.ORDERS_URL).href); get(new URL('/y', 'http://users').href); get(new URL(process.env.RAW!).href);`,
    },
    calls: ['remote.get(${process.env.ORDERS_URL}/x)', 'remote.get(http://users/y)', 'remote.get(process.env.RAW)'],
  },
  'an instance by constructor, three files away': {
    files: {
      'app/a.ts': `import { Service } from './service.js'; import { Api } from './api.js'; new Service(new Api('http://x')).place(7);`,
      'app/service.ts': `import type { Api } from './api.js'; export class Service { constructor(private readonly api: Api) {} place(id: number) { return this.api.get('/orders/' + id); } }`,
      'app/api.ts': `import { create } from 'remote'; export class Api { private client; constructor(base: string) { this.client = create({ base }); } get(path: string) { return this.client.get(path); } }`,
    },
    calls: ['remote.create().get(/orders/7)', 'remote.create({ base })'],
  },
  'a member that another class makes': {
    files: {
      'app/a.ts': `import { create } from 'remote'; class A { c = create('u'); m = async (p: string) => this.c.get(p); } export class B { constructor(private a: A) {} go() { return this.a.m('/x'); } }`,
    },
    calls: ['remote.create().get(/x)', 'remote.create(u)'],
  },
  'inheritance: super arguments, abstract members, base methods': {
    files: {
      'app/base.ts': `import { create } from 'remote'; export abstract class Base { abstract topic: string; protected client; constructor(url: string) { this.client = create(url); } send(x: string) { return this.client.post(this.topic, x); } }`,
      'app/a.ts': `import { Base } from './base.js'; class Orders extends Base { topic = 'orders'; constructor() { super('http://o'); } } new Orders().send('1');`,
    },
    calls: ['remote.create().post(orders, 1)', 'remote.create(http://o)'],
  },
  'what an interface of another file holds': {
    files: {
      'app/a.ts': `import type { Context } from './types/index.js'; export function orders(_: unknown, context: Context) { return context.apis.orders.all('/orders'); }`,
      'app/types/index.ts': `export * from './context.js';`,
      'app/types/context.ts': `import { OrdersApi } from '../api.js'; export interface Context extends Partial<Base> { readonly id: string; readonly apis: { orders: OrdersApi; users?: UsersApi | null } } interface Base { at: Date } interface UsersApi { all(): void }`,
      'app/api.ts': `import { get } from 'remote'; export class OrdersApi { all(path: string) { return get(path); } }`,
    },
    calls: ['remote.get(/orders)'],
  },
  'what an interface has of its base, and a type of another file stands for': {
    files: {
      'app/a.ts': `import { Clients, Remote as R } from './b.js'; export class Shop { constructor(private readonly clients: Clients, private readonly one: R) {} go() { this.clients.orders.post('/o'); this.clients.own.post('/c'); this.one.post('/r'); } }`,
      'app/b.ts': `import { Client } from 'remote'; interface Base { orders: Client } type Own = { own: Client }; export interface Clients extends Base, Own { more: string } type Remote = Client; export { type Remote };`,
    },
    calls: ['remote.create().post(/c)', 'remote.create().post(/o)', 'remote.create().post(/r)'],
  },
  'an interface of plain data tells nothing': {
    files: {
      'app/a.ts': `import { get } from 'remote'; interface Order { id: string; next: Order; lines: { sku: string }[] } export function f(order: Order) { get(order.id); get(order.next.id); }`,
    },
    calls: ['remote.get(order.id)', 'remote.get(order.next.id)'],
  },
  'elements of a literal array, each': {
    files: {
      'app/a.ts': `import { get } from 'remote'; const routes = [{ p: '/a', t: 'A' }, { p: '/b', t: 'B' }]; routes.forEach(({ p, t }) => { get(p, t); });`,
    },
    calls: ['remote.get(/a, A)', 'remote.get(/b, B)'],
  },
  'promise chains and awaits are transparent': {
    files: {
      'app/a.ts': `import { connect } from 'remote'; async function f() { const c = await connect('u').catch(() => undefined); return connect('v').then((d) => d.db('x')); } void f();`,
    },
    calls: ['remote.connect().db(x)', 'remote.connect(u)', 'remote.connect(v)'],
  },
  'closures carry their surroundings': {
    files: {
      'app/a.ts': `import { get } from 'remote'; const make = (base: string) => (path: string) => get(base + path); const orders = make('http://o'); orders('/x'); make('http://u')('/y');`,
    },
    calls: ['remote.get(http://o/x)', 'remote.get(http://u/y)'],
  },
  'declared types where values are unknown': {
    files: { 'app/a.ts': `import { Client } from 'remote'; export function f(c: Client, n: Client | null) { c.get('/x'); n!.get('/y'); }` },
    calls: ['remote.create().get(/x)', 'remote.create().get(/y)'],
  },
  'a subclass of a class outside keeps its own fields': {
    files: {
      'app/a.ts': `import { Publisher } from '@acme/common'; class P extends Publisher { subject = 'made'; } new P('nats').publish({});`,
    },
    calls: ['@acme/common.Publisher().publish({  })'],
  },
  'tokens of a container': {
    files: {
      'app/m.ts': `import { Injectable, Inject } from 'nest'; @Injectable() export class S { constructor(@Inject('URL') private url: string, @Inject('C') private c: unknown) {} go() { return (this.c as any).get(this.url); } }`,
      'app/n.ts': `import { Module } from 'nest'; import { create } from 'remote'; import { S } from './m.js'; @Module({ providers: [S, { provide: 'URL', useValue: 'http://v' }, { provide: 'C', useFactory: () => create('f') }] }) export class M {}`,
    },
    calls: ['remote.create().get(http://v)', 'remote.create(f)'],
  },
  'a token that branches of one function bind is any of them': {
    files: {
      'app/m.ts': `import { Injectable, Inject } from 'nest'; import { get } from 'remote'; @Injectable() export class S { constructor(@Inject('URL') private url: string) {} go() { return get(this.url); } }`,
      'app/n.ts': `import { Module } from 'nest'; import { S } from './m.js'; export function load(container: any, mode: string) { if (mode === 'a') container.bind('URL').toConstantValue('http://a'); else container.bind('URL').toConstantValue('http://b'); } @Module({ providers: [S] }) export class M {}`,
      'app/o.ts': `export function other(container: any) { container.bind('URL').toConstantValue('http://c'); }`,
    },
    calls: ['remote.get(http://a | http://b)'],
  },
  "what a registry of one's own is given under a token is what it gives for it, and texts are no tokens": {
    files: {
      'app/a.ts': `import { open } from 'remote'; import { database, name } from './tokens.js'; export function start(parts: any) { parts.provide(database, open('db')); parts.set('name', 'lost'); parts.set(name, 'kept'); }`,
      'app/b.ts': `import { get } from 'remote'; import { database, name } from './tokens.js'; export function use(parts: any) { parts.use(database).query('select 1'); get(parts.get(name)); get(parts.get('name')); }`,
      'app/tokens.ts': `export const token = (what: string) => ({ what }); export const database = token('the database'); export const name = Symbol('name');`,
    },
    calls: ['remote.get(kept)', 'remote.get(parts.get())', 'remote.open().query(select 1)', 'remote.open(db)'],
  },
  'what a registry is given stands for what the function around was called with': {
    files: {
      'app/a.ts': `import { database } from './tokens.js'; import { open } from 'remote'; function start(parts: any, url: string) { parts.provide(database, open(url)); } start({}, 'http://a');`,
      'app/b.ts': `import { database } from './tokens.js'; export const use = (parts: any) => parts.use(database).query('select 1');`,
      'app/tokens.ts': `export const database = { what: 'the database' };`,
    },
    calls: ['remote.open().query(select 1)', 'remote.open(http://a)'],
  },
  'what a list is given by its callers is called from it: layers around work, listeners': {
    files: {
      'app/a.ts': `import { get } from 'remote'; class Layers { private readonly layers: any[] = []; add(layer: any) { this.layers.push(layer); } run(work: any) { return this.layers.reduceRight((next, layer) => () => layer(next), work)(); } }
const layers = new Layers(); layers.add((next: any) => { get('around'); return next(); }); layers.run(() => get('inside'));`,
      'app/b.ts': `import { open } from 'remote'; function store() { const listeners: any[] = []; return { on: (listener: any) => void listeners.push(listener), save: () => { for (const listener of listeners) listener('saved'); } }; }
const orders = store(); orders.on((what: any) => open(what)); orders.save();`,
    },
    calls: ['remote.get(around)', 'remote.get(inside)', 'remote.open(saved)', 'remote.open(what)'],
  },
  'an object that is kept is called by whoever takes it out': {
    files: {
      'app/a.ts': `import { get } from 'remote'; const client = (host: string) => ({ ask: (path: string) => get(host + path) });
const clients = new Map([['a', client('http://a')]]); clients.set('b', client('http://b')); clients.get('a').ask('/x');`,
    },
    calls: ['remote.get(http://a/x)'],
  },
  'what is put into a map is found there, under its key where both keys are known': {
    files: {
      'app/a.ts': `import { get } from 'remote'; const hosts = new Map<string, any>(); hosts.set('a', { url: 'http://a' }); hosts.set('b', { url: 'http://b' }); get(hosts.get('a').url); export const ask = (name: string) => get(hosts.get(name).url);`,
      'app/b.ts': `import { get } from 'remote'; class Registry { private static hosts = new Map<string, { name: string; url: string }>();
static fill() { [{ name: 'c', url: 'http://c' }, { name: 'd', url: 'http://d' }].forEach((host) => { this.hosts.set(host.name, host); }); }
static ask(name: string) { get(Registry.hosts.get(name)!.url); } } Registry.fill(); Registry.ask('d');`,
      'app/c.ts': `import { open } from 'remote'; class Clients { private readonly clients: Record<string, any> = {}; add(name: string, url: string) { this.clients[name] = open(url); } ask(name: string) { this.clients[name].ask(); } }
const clients = new Clients(); clients.add('e', 'http://e'); clients.ask('e');`,
      'app/d.ts': `import { get, secret } from 'remote'; const hosts = new Map(); hosts.set(secret(), 'http://f'); hosts.set('g', 'http://g'); hosts.forEach((host) => get(host));`,
    },
    calls: [
      'remote.get(http://a | http://b)',
      'remote.get(http://a)',
      'remote.get(http://d)',
      'remote.get(http://f)',
      'remote.get(http://g)',
      'remote.open().ask()',
      'remote.open(http://e)',
      'remote.secret()',
    ],
  },
  'what is replaced by what the environment says': {
    files: {
      'app/a.ts': `import { get, open } from 'remote'; get('http://$h/$h'.replace('$h', process.env.HOST)); export function address() { let url = 'http://$h:$p/x'; url = url.replace('$h', process.env.HOST); open(url.replaceAll('$p', process.env.PORT)); }`,
    },
    calls: ['remote.get(http://${process.env.HOST}/$h)', 'remote.open(http://${process.env.HOST}:${process.env.PORT}/x)'],
  },
  '`this` in methods of an object that has a name is that object': {
    files: {
      'app/a.ts': `import { get } from 'remote'; const config = { services: { stock: { host: 'http://stock', api: function () { return this.host + '/api'; } } }, port: 1, url(path: string) { return [path].map((one) => 'http://a:' + this.port + one)[0]; } } as const; get(config.services.stock.api()); get(config.url('/x'));`,
    },
    calls: ['remote.get(http://a:1/x)', 'remote.get(http://stock/api)'],
  },
  'a long table of small things is known to its end': {
    files: {
      'app/a.ts': `import { get } from 'remote'; import { TOKENS } from './tokens.js'; get(TOKENS.T499[0]); get(TOKENS.T0[0]);`,
      'app/tokens.ts': `export const TOKENS = { ${Array.from({ length: 500 }, (_, i) => `T${String(i)}: ['t${String(i)}']`).join(', ')} };`,
    },
    calls: ['remote.get(t0)', 'remote.get(t499)'],
  },
  'of alternatives that are too large together those are kept that there is room for': {
    files: {
      'app/a.ts': `import { get } from 'remote'; const row = [${Array.from({ length: 150 }, (_, i) => String(i)).join()}];
get(process.env.A ? 'first' : process.env.B ? row : process.env.C ? [...row, 1] : process.env.D ? [...row, 2] : 'last');`,
    },
    calls: ['remote.get(first | […] | […] | last)'],
  },
  'what is made with options that are too large keeps the name that it is made with': {
    files: {
      'app/a.ts': `import { open } from 'remote'; const row = [${Array.from({ length: 150 }, (_, i) => String(i)).join()}];
open(\`orders-\${process.env.STAGE}\`, { a: row, b: row, c: row }).send('x');`,
    },
    calls: ['remote.open(orders-${process.env.STAGE}, { a, b, c })', 'remote.open().send(x)'],
  },
  'a list of the modules that a program is made of is known to its end': {
    files: {
      'app/a.ts': `import { get } from 'remote'; import { modules } from './modules.js'; for (const one of modules) get(one.url);`,
      'app/modules.ts': `export const modules = [${Array.from({ length: 16 }, (_, i) => `{ url: 'm${String(i)}', settings: { ${Array.from({ length: 40 }, (__, j) => `S${String(j)}: 's${String(j)}'`).join(', ')} } }`).join(', ')}];`,
    },
    calls: Array.from({ length: 16 }, (_, i) => `remote.get(m${String(i)})`),
  },
  'objects that are made of many others are held, not copied': {
    files: {
      'app/a.ts': `import { get } from 'remote'; class C0 { constructor(private url: string) {} go() { return get(this.url); } }
${Array.from({ length: 9 }, (_, i) => `class C${String(i + 1)} { constructor(private a: C${String(i)}, private b: C${String(i)}) {} go() { return this.a.go(); } }`).join('\n')}
${Array.from({ length: 9 }, (_, i) => `const c${String(i + 1)} = new C${String(i + 1)}(c${String(i)}, c${String(i)});`).reduce(
  (all, line) => `${all}\n${line}`,
  "const c0 = new C0('http://deep');",
)}
c9.go();`,
    },
    calls: ['remote.get(http://deep)'],
  },
  'prototype classes': {
    files: {
      'app/a.js': `const remote = require('remote'); function F(o) { this.options = o; } F.prototype.go = function () { const self = this; return remote.get(self.options.url); }; new F({ url: 'http://p' }).go();`,
    },
    calls: ['remote.get(http://p)'],
  },
  'defaults stay behind the environment': {
    files: {
      'app/a.ts': `import { get } from 'remote'; const { PORT_URL = 'http://d' } = process.env; get(process.env.A_URL ?? 'http://a'); get(PORT_URL);`,
    },
    calls: ['remote.get(process.env.A_URL ?? http://a)', 'remote.get(process.env.PORT_URL ?? http://d)'],
  },
  'a local function named like a global is not it': {
    files: { 'app/a.ts': `function fetch(u: string) { return u; } fetch('http://no');` },
    calls: [],
  },
  'prototypes that inherit, and call what they inherit from': {
    files: {
      'app/a.js': `const remote = require('remote'); const util = require('util'); function Base(options) { this.options = options; } Base.prototype.go = function () { return remote.get(this.options.url); };
        function Named(url) { Base.call(this, { url }); } util.inherits(Named, Base); function Made(url) { Base.call(this, { url }); } Made.prototype = Object.create(Base.prototype); new Named('http://n').go(); new Made('http://m').go();`,
    },
    calls: ['remote.get(http://m)', 'remote.get(http://n)'],
  },
  'settings of a client that another file writes': {
    files: {
      'app/a.ts': `import { Settings, http } from './client/index.js'; import { ask } from './client/ask.js'; Settings.base = process.env.BASE_URL; http.inner.path = '/x'; ask();`,
      'app/client/index.ts': `export { Settings } from './settings.js'; export * from './http.js';`,
      'app/client/settings.ts': `export const Settings: { base?: string } = {};`,
      'app/client/http.ts': `export const http = { inner: {} };`,
      'app/client/ask.ts': `import { get } from 'remote'; import { Settings } from './settings.js'; import * as all from './http.js'; export const ask = () => get(Settings.base, all.http.inner.path);`,
    },
    calls: ['remote.get(process.env.BASE_URL, /x)'],
  },
  'mutual recursion ends': {
    files: {
      'app/a.ts': `import { get } from 'remote'; function a(x: string): string { return b(x + '1'); } function b(x: string): string { get('/end'); return a(x + '2'); } a('0');`,
    },
    calls: ['remote.get(/end)'],
  },
};

describe('resolve', () => {
  for (const [name, { files, calls }] of Object.entries(CASES)) {
    it(name, () => {
      expect(callsOf(programOf({ files }))).toEqual([...calls].sort());
    });
  }

  it('does not depend on the order of files', () => {
    for (const { files } of Object.values(CASES)) {
      const reversed = Object.fromEntries(Object.entries(files).reverse());
      expect(callsOf(programOf({ files: reversed }))).toEqual(callsOf(programOf({ files })));
    }
  });

  it('keeps what few values are given for, when a function is called too often to keep all', () => {
    const hosts = ['http://a', 'http://b'];
    const asked = Array.from({ length: 120 }, (_, i) => `ask('${hosts[i % 2] ?? ''}', 'order ${String(i)}');`);
    const text = `import { get, log } from 'remote'; function ask(host: string, path: string) { log(1); log(2); log(3); get(host, path); } ${asked.join(' ')}`;
    const calls = callsOf(programOf({ files: { 'app/a.ts': text } }));
    expect(calls.filter((call) => call.startsWith('remote.get'))).toContain('remote.get(http://b, …)');
    expect(calls.filter((call) => call.startsWith('remote.get(…'))).toEqual([]);
  });

  it('follows only what a unit references of shared code', () => {
    const files = {
      'libs/common/index.ts': `export * from './guard.js'; export * from './text.js';`,
      'libs/common/guard.ts': `import { get } from 'remote'; import type { CanActivate } from 'nest'; export class Guard implements CanActivate { canActivate() { return get('http://auth/check'); } }`,
      'libs/common/text.ts': `export const title = (s: string) => s.trim();`,
      'app/a.ts': `import { title } from '../libs/common/index.js'; title('x');`,
      'other/a.ts': `import { UseGuards } from 'nest'; import { Guard } from '../libs/common/index.js'; @UseGuards(Guard) export class C {}`,
    };
    expect(callsOf(programOf({ files }))).toEqual([]);
    expect(callsOf(programOf({ files, unit: 'other' }))).toEqual(['remote.get(http://auth/check)']);
  });

  it('follows of a class with a hook what the framework calls, not what nobody does', () => {
    const files = {
      'libs/common/sender.ts': `import { get } from 'remote'; import type { OnStart, Plain } from 'nest'; export class Sender implements OnStart { onStart() { get('/start'); } send() { get('/send'); } } export class Any implements Plain { one() { get('/one'); } }`,
      'app/a.ts': `import { Module } from 'nest'; import { Any, Sender } from '../libs/common/sender.js'; @Module({ providers: [Any, Sender] }) export class M {}`,
    };
    expect(callsOf(programOf({ files }))).toEqual(['remote.get(/one)', 'remote.get(/start)']);
  });

  it('records loops around a call and the frame chain that leads to it', () => {
    const files = {
      'app/a.ts': `import web from 'web'; import { one } from './b.js'; const app = web(); app.get('/all', async (req, res) => { await Promise.all(req.body.ids.map((id) => one(id))); });`,
      'app/b.ts': `import { get } from 'remote'; export async function one(id: string) { return get('/item/' + id); }`,
    };
    const program = programOf({ files });
    const route = program.entries.find((e) => e.kind === 'route');
    const handler = program.frames[route?.frame ?? -1];
    const step = handler?.callsTo[0];
    expect(step?.loops.map((l) => [l.kind, l.method])).toEqual([['callback', 'map']]);
    const inner = program.frames[step?.frame ?? -1]?.callsTo[0];
    expect(program.frames[inner?.frame ?? -1]?.calls.map((id) => program.calls[id]?.path)).toEqual(['remote.get']);
  });

  it('enters the methods of a class that a framework calls by their names', () => {
    const program = programOf({
      files: {
        'app/a.ts': `import { get } from 'remote'; import type { OnInit } from 'web'; export class Page implements OnInit { ngOnInit() { this.load(); } load() { return get('/items'); } }`,
      },
    });
    const entered = program.entries.filter(({ kind }) => kind === 'exported').map(({ frame }) => program.frames[frame]?.name);
    expect(entered).toEqual(['Page.ngOnInit']);
  });

  it('takes a file that imports its own name for the package of that name', () => {
    const program = programOf({
      files: {
        'app/a.ts': `import { get } from 'kit/remote'; get('a');`,
        'kit/remote/index.ts': `export * from 'remote';`,
      },
      packages: [{ name: 'kit', path: 'kit', subpaths: {} }],
      pathMappings: [{ folder: 'kit', baseUrl: 'kit', paths: {} }],
    });
    expect(callsOf(program)).toEqual(['remote.get(a)']);
  });
});
