import { describe, expect, it } from 'vitest';

import { callsTold, factsOf, told } from '../../../support/facts.js';

describe('calls', () => {
  it.each([
    ['of a global', `fetch('/x');`, ['fetch("/x")']],
    ['of a method', `client.orders.get(id);`, ['client.orders.get(id)']],
    ['chained', `a().b().c();`, ['a()', 'a().b()', 'a().b().c()']],
    ['optional', `client?.get?.('/x');`, ['client.get("/x")']],
    ['with new', `new Client({ url: 'u' });`, ['new Client({url: "u"})']],
    ['with new and without parentheses', `new Client;`, ['new Client()']],
    ['tagged', 'sql`select 1`;', ['sql("select 1")']],
    ['inside a template', 'log(`${load()}`);', ['load()', 'log(`${load()}`)']],
    ['in a condition that says nothing', `if (!ready()) stop();`, ['ready()', 'stop()']],
    ['in both ways of a condition', `const x = c ? a() : b();`, ['a()', 'b()']],
    ['behind a throw', `throw wrap(error);`, ['wrap(error)']],
    ['in switch', `switch (kind()) { case one(): a(); break; default: b(); }`, ['kind()', 'one()', 'a()', 'b()']],
    [
      'of a switch over what a message says it is',
      `switch (parse(m).type) { case 'paid': a(); break; case Kind.Sent: b(); }`,
      ['parse(m)', 'switch(parse(m).type, ["paid", Kind.Sent])', 'a()', 'b()'],
    ],
    [
      'of a comparison with it',
      `if (event.eventType === 'paid') a(); if (user.age === 'x') b();`,
      ['switch(event.eventType, ["paid"])', 'a()', 'b()'],
    ],
    ['of a table by it', `const f = handlers[message.type]; const g = items[index];`, ['switch(message.type, handlers)']],
    ['in try, catch and finally', `try { a(); } catch (e) { b(e); } finally { c(); }`, ['a()', 'b(?)', 'c()']],
    ['in a labelled block', `out: { a(); break out; }`, ['a()']],
    ['with spread arguments', `f(...xs, 1);`, ['f(...xs, 1)']],
    ['at once', `(async () => { await a(); })();`, ['a()', 'fn (anonymous)()']],
    ['in default values', `function f(x = a()) {}`, ['a()']],
    ['in computed keys', `const x = { [a()]: b() };`, ['a()', 'b()']],
    ['in getters', `const x = { get y() { return a(); } };`, ['a()']],
    ['in decorators', `@Controller('orders') class C { @Get(path()) f() {} }`, ['Controller("orders")', 'path()', 'Get(path())']],
    ['in a class body', `class C { static { a(); } x = b(); static y = c(); }`, ['a()', 'b()', 'c()']],
    ['of an import', `const { get } = await import('./http.js'); get('/x');`, ['./http.js#*.get("/x")']],
    ['in an assertion of a type', `(a() as B)!.c();`, ['a()', 'a() as B.c()']],
    ['in an exported default', `export default defineConfig({ a: b() });`, ['b()', 'defineConfig({a: b()})']],
    ['in generators', `function* f() { yield a(); yield* b(); }`, ['a()', 'b()']],
    ['in namespaces', `namespace N { export const x = a(); }`, ['a()']],
    ['none in types', `type A = ReturnType<typeof f>; interface B { f(): void } declare function g(): void;`, []],
  ])('%s', (_, text, expected) => {
    expect([...callsTold(factsOf(text))].sort()).toEqual([...expected].sort());
  });

  it('are told with where they stand and what surrounds them', () => {
    const { calls, functions } = factsOf(`async function f() {
  try {
    await client
      .get<Order>('/x');
  } catch {}
  client.put('/y');
}`);
    expect(calls).toMatchObject([
      { fn: 1, line: 3, column: 11, endLine: 3, endColumn: 17, guarded: true, typeArgs: [{ name: 'Order' }] },
      { fn: 1, line: 6, column: 3 },
    ]);
    expect(calls[1]).not.toHaveProperty('guarded');
    expect(functions[1]).toMatchObject({ name: 'f', async: true, calls: [0, 1] });
  });

  it('of JSX: the component is called with its props', () => {
    const facts = factsOf(
      `export const page = <Layout title="x"><List items={load()} onPick={(id) => pick(id)} {...rest} /></Layout>;`,
      'a.tsx',
    );
    const components = facts.calls.filter((call) => call.jsx).map((call) => `${told(call.callee, facts)} ${told(call.args[0], facts)}`);
    expect(components.sort()).toEqual(['Layout {title: "x"}', 'List {items: load(), onPick: fn (anonymous), rest}'].sort());
    expect(callsTold(facts)).toEqual(expect.arrayContaining(['load()', 'pick((anonymous)(0))']));
  });
});

describe('loops', () => {
  const loopsOf = (text: string): string[] => {
    const facts = factsOf(text);
    return facts.loops.map(
      ({ kind, over, bound, retry, outer }) =>
        `${kind}${over ? ` over ${told(over, facts)}` : ''}${bound === undefined ? '' : ` to ${String(bound)}`}${retry ? ' retry' : ''}${outer === undefined ? '' : ` in ${String(outer)}`}`,
    );
  };

  it.each([
    [`for (const id of ids) f(id);`, ['for-of over ids']],
    [`for await (const row of rows()) f(row);`, ['for-await over rows()']],
    [`for (const key in map) f(key);`, ['for-in over map']],
    [`for (let i = 0; i < ids.length; i++) f(ids[i]);`, ['for over ids']],
    [`for (let i = 0; i < 3; i++) f(i);`, ['for to 3']],
    [`while (queue.length > 0) f(queue.pop());`, ['while']],
    [`const left = [...ids]; while (left.length > 0) f(left.pop());`, ['while over [...ids]']],
    [`function g(left) { do { f(left.shift()); } while (left.length); }`, ['while over g(0)']],
    [`const jobs = []; function work() { while (jobs.length > 0) f(jobs.shift()); }`, ['while']],
    [`let rows = page(); while (rows.length > 0) { f(rows); rows = page(); }`, ['while']],
    [`do f(); while (more);`, ['while']],
    [`for (const a of as) for (const b of a.bs) f(b);`, ['for-of over as', 'for-of over each of as.bs in 0']],
    [`for (let attempt = 0; attempt < 3; attempt++) f();`, ['for to 3 retry']],
    [`for (;;) { try { f(); break; } catch { await sleep(100); } }`, ['for retry']],
    [`while (true) { f(); await sleep(1000); }`, ['while retry']],
    [`for (let i = 0; i < ids.length; i += size) f(ids.slice(i, i + size));`, ['for over ids retry']],
    [`for (let i = 0; i < ids.length; i += 1) f(ids[i]);`, ['for over ids']],
    [`for (const part of chunk(ids, 100)) f(part);`, ['for-of over chunk(ids, 100) retry']],
    [`do { page = await f(cursor); cursor = page.next; } while (cursor);`, ['while retry']],
    [`for (const id of ids) { await f(id); await sleep(100); }`, ['for-of over ids']],
  ])('%s', (text, expected) => {
    expect(loopsOf(text)).toEqual(expected);
  });

  it('hold the calls of their rounds, not those of their head or of functions inside', () => {
    const facts = factsOf(`for (const id of head()) { each(id); later(() => inner(id)); }\nafter();`);
    const where = Object.fromEntries(facts.calls.map((call) => [told(call.callee, facts), call.loop]));
    expect(where).toEqual({ head: undefined, each: 0, later: 0, inner: undefined, after: undefined });
  });
});
