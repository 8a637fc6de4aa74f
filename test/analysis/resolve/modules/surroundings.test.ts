import { expect, it } from 'vitest';

import { callsOf, programOf } from '../../../support/program.js';

const GET = `import { get } from 'remote';`;

/** How often the function of this name was followed. */
function times(code: string, name: string): number {
  return programOf({ files: { 'app/a.ts': `${GET} ${code} make('a'); make('b');` } }).frames.filter((frame) => frame.name === name).length;
}

it.each([
  ['nothing of where it is written', `function make(name) { const inner = () => get('x'); inner(); get(name); }`, 1],
  ['its own alone', `function make(name) { const inner = (own) => { const two = [own, own]; get(two); }; inner('x'); }`, 1],
  ['what is written beside it', `function make(name) { const other = () => get('x'); const inner = () => other(); inner(); }`, 2],
  ['a parameter', `function make(name) { const inner = () => get(name); inner(); }`, 2],
  ['a binding', `function make(name) { const of = name; const inner = () => get(of); inner(); }`, 2],
  ['the key of something', `const all = { a: 1, b: 2 }; function make(name) { const inner = () => get(all[name]); inner(); }`, 2],
  [
    'a parameter in a function of its own',
    `function make(name) { const inner = () => { const deep = () => get(name); deep(); }; inner(); }`,
    2,
  ],
  ['what it is compared with', `function make(name) { const inner = () => get(name === 'a' ? 'x' : 'y'); inner(); }`, 2],
])('a function that uses %s is the same one wherever that is so', (_, code, count) => {
  expect(times(code, 'inner')).toBe(count);
});

it.each([
  [
    'of whom it is a part',
    `class Client { constructor(private url) {} load() { const inner = () => get(this.url); inner(); } }
     new Client('a').load(); new Client('b').load();`,
    ['remote.get(a)', 'remote.get(b)'],
  ],
  [
    'whose field it fills',
    `class Client { parts = []; add(list) { list.forEach((one) => this.parts.push(one)); } load() { get(this.parts.join('/')); } }
     const client = new Client(); client.add(['a', 'b']); client.load();`,
    ['remote.get(a/b)'],
  ],
  [
    'whose list it fills',
    `function load(names) { const parts = []; names.forEach((one) => parts.push(one)); const send = () => get(parts.join('/')); send(); }
     load(['a', 'b']);`,
    ['remote.get(a/b)'],
  ],
  [
    'in which round it is made',
    `const names = ['a', 'b']; for (const name of names) { const inner = () => get(name); inner(); }`,
    ['remote.get(a)', 'remote.get(b)'],
  ],
  [
    'where a class is written that it makes',
    `function make(url) { class Client { load() { get(url); } } const inner = () => new Client().load(); inner(); } make('a'); make('b');`,
    ['remote.get(a)', 'remote.get(b)'],
  ],
])('a function knows %s', (_, code, calls) => {
  expect(callsOf(programOf({ files: { 'app/a.ts': `${GET} ${code}` } })).sort()).toEqual(calls);
});
