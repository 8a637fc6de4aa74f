import { expect, it } from 'vitest';

import type { LoopContext } from '../../../../src/model/program.js';
import { programOf } from '../../../support/program.js';

/** How the collection of the only loop is told. */
it.each([
  ['a binding', `const [rows] = use(); for (const row of rows) get(row);`, 'rows'],
  ['a property of a parameter', `function f(cart) { for (const item of cart.items) get(item); }`, 'cart.items'],
  ['a parameter that is taken apart', `function f({ items }) { items.forEach((item) => get(item)); }`, 'items'],
  ['a field', `class A { ids; f() { return this.ids.map((id) => get(id)); } }`, 'this.ids'],
  ['what a call returns', `for (const row of await findAll()) get(row);`, 'findAll()'],
  ['a default', `function f(a) { for (const row of a.rows ?? []) get(row); }`, 'a.rows'],
  ['a part of something else', `function f(a) { for (const row of a.lists[0].rows) get(row); }`, 'a.lists[0].rows'],
  ['a counting loop', `function f(names) { for (let i = 0; i < names.length; i++) get(names[i]); }`, 'names'],
  ['nothing that has a name', `for (const x of [1, 2]) get(x);`, undefined],
])('%s', (_, code, text) => {
  const { calls, frames } = programOf({ files: { 'app/a.js': `import { get, use, findAll } from 'remote'; ${code}` } });
  const loops: LoopContext[] = [
    ...calls.flatMap((call) => call.loops),
    ...frames.flatMap(({ callsTo }) => callsTo.flatMap((c) => c.loops)),
  ];
  expect([...new Set(loops.map((loop) => loop.text))]).toEqual([text]);
});
