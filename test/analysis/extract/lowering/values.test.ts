import { describe, expect, it } from 'vitest';

import { valueOf } from '../../../support/facts.js';

describe('the value of an expression', () => {
  it.each([
    ['a text', `'orders'`, '"orders"'],
    ['a number', `8080`, '8080'],
    ['a negative number', `-1`, '-1'],
    ['null', `null`, 'null'],
    ['undefined', `undefined`, 'null'],
    ['a template without holes', '`http://orders`', '"http://orders"'],
    ['a template', '`http://${process.env.HOST}/x`', '`http://${env.HOST}/x`'],
    ['a sum of texts', `'http://' + process.env.HOST + '/x'`, '`http://${env.HOST}/x`'],
    ['a sum of numbers', `1 + 2`, '?'],
    ['a number added to what may be one', `base + 1`, '?'],
    ['a sum of names', `base + path`, '`${base}${path}`'],
    ['an environment variable', `process.env.URL`, 'env.URL'],
    ['an environment variable by key', `process.env['URL']`, 'env.URL'],
    ['the environment', `process.env`, 'env'],
    ['the environment of a bundler', `import.meta.env.VITE_URL`, 'env.VITE_URL'],
    ['an object', `{ host: 'h', 'port': 1, [key]: 2, ...rest, short }`, '{host: "h", port: 1, [key]: 2, rest, short: short}'],
    ['an array', `['a', ...more, 'b']`, '["a", ...more, "b"]'],
    ['a property', `config.orders.url`, 'config.orders.url'],
    ['an optional property', `config?.orders?.url`, 'config.orders.url'],
    ['a literal key', `config['orders']`, 'config.orders'],
    ['a computed key', `config[name]`, 'config[name]'],
    ['a first known', `a ?? b`, 'a ?? b'],
    ['an alternative', `a || 'b'`, 'a ?? "b"'],
    ['a condition', `c ? 'a' : 'b'`, '"a" | "b"'],
    ['a guard', `c && 'a'`, '"a"'],
    ['parentheses, casts, non-null', `(((a as string)!) satisfies string)`, 'a'],
    ['an awaited call', `await load('x')`, 'load("x")'],
    ['a call of a call', `create({ a: 1 }).get('/x')`, 'create({a: 1}).get("/x")'],
    ['an instance', `new Client('h')`, 'new Client("h")'],
    ['a comma', `(a, 'b')`, '"b"'],
    ['an assignment', `(y = 'b')`, '"b"'],
    ['a function', `function named() {}`, 'fn named'],
    ['an arrow', `() => 1`, 'fn x'],
    ['a class', `class Named {}`, 'class Named'],
    ['a regular expression', `/x/`, '?'],
    ['a typeof', `typeof a`, '?'],
    ['a tagged template', 'sql`select ${a}`', 'sql(`select ${a}`)'],
    ['a dynamic import', `await import('./a.js')`, './a.js#*'],
    ['a require', `require('./a')`, './a#='],
  ])('%s: %s', (_, expression, expected) => {
    expect(valueOf(expression)).toBe(expected);
  });
});

describe('a binding', () => {
  it.each([
    ['const', `const a = 'x';`, 'a', '"x"'],
    ['reassigned', `let a = 'x'; a = 'y';`, 'a', '"x" | "y"'],
    ['taken out of what is assigned', `let a = 'x'; ({ a } = load());`, 'a', '"x" | load().a'],
    ['taken out by another name, deeper', `let a; ({ found: [, { b: a }] } = load());`, 'a', '…().found.1.b'],
    ['never given a value', `let a;`, 'a', '?'],
    ['given a value later', `let a; if (b) a = 'x'; else a = 'y';`, 'a', '"x" | "y"'],
    ['used before it is declared', ``, 'late', '"x"'],
    ['of an object pattern', `const { a } = load();`, 'a', 'load().a'],
    ['of a renaming pattern with a default', `const { b: a = 'x' } = load();`, 'a', 'load().b ?? "x"'],
    ['of a nested pattern', `const { b: { a } } = load();`, 'a', 'load().b.a'],
    ['of a rest pattern', `const { b, ...a } = load();`, 'a', 'load()'],
    ['of an array pattern', `const [, a] = load();`, 'a', 'load().1'],
    ['a function', `function a() {}`, 'a', 'fn a'],
    ['a class', `class a {}`, 'a', 'class a'],
    ['an enum', `enum a { B = 'b', C = 'c' }`, 'a.C', '{B: "b", C: "c"}.C'],
    ['a default import', `import a from 'x';`, 'a', 'x#default'],
    ['a namespace import', `import * as a from 'x';`, 'a.b', 'x#*.b'],
    ['a renamed import', `import { b as a } from 'x';`, 'a', 'x#b'],
    ['the environment of process', `import { env as a } from 'node:process';`, 'a.URL', 'env.URL'],
    ['an import assignment', `import a = require('x');`, 'a', 'x#='],
    ['a require', `const a = require('x');`, 'a', 'x#='],
    ['a property of a require', `const { a } = require('x');`, 'a', 'x#=.a'],
    ['shadowed', `const a = 'outer'; function f() { const a = 'inner'; return a; }`, 'a', '"outer"'],
    ['declared in a block with var', `{ var a = 'x'; }`, 'a', '"x"'],
    ['declared in a block with const', `{ const a = 'x'; }`, 'a', 'a'],
    ['of a declared type', `import { Client } from 'x'; let a: Client;`, 'a', '? as Client of x'],
    ['of a type that wraps one', `import { Client } from 'x'; let a: Promise<Client | undefined>;`, 'a', '? as Client of x'],
  ])('%s', (_, before, expression, expected) => {
    expect(valueOf(expression, before === '' ? `export function f() { return late; }\nconst late = 'x';` : before)).toBe(expected);
  });
});
