import { describe, expect, it } from 'vitest';

import { moduleGraph } from '../../../src/analysis/resolve/modules/module-graph.js';
import { resolve } from '../../../src/analysis/resolve/resolve.js';
import { factsOf, PLAIN_TABLES, unitAt } from '../../support/program.js';

const BASE = {
  'app/main.js': `const { open } = require('./open'); open();`,
  'app/open.js': `exports.open = () => {};`,
  'app/old.js': `const { send } = require('./send'); const client = create(); exports.old = () => send(client);`,
  'app/send.js': `exports.send = () => {};`,
};

function unloaded(
  more: Readonly<Record<string, string>>,
  unit: { entries?: string[]; dependencies?: Record<string, string> } = {},
): readonly string[] {
  const modules = new Map(Object.entries({ ...BASE, ...more }).map(([file, text]) => [file, factsOf(file, text)]));
  const tables = { ...PLAIN_TABLES, loaders: new Set(['pages']) };
  return resolve({ ...unitAt('app'), entries: ['app/main.js'], ...unit }, moduleGraph(modules, { packages: [] }), tables).unloaded;
}

const OLD = ['app/old.js', 'app/send.js'];

describe('files that nothing loads', () => {
  it('are those that no file which starts the unit leads to', () => {
    expect(unloaded({})).toEqual(OLD);
    expect(unloaded({ 'app/open.js': `import('./old.js'); exports.open = () => {};` })).toEqual([]);
    expect(unloaded({ 'app/open.js': `export * from './old.js'; exports.open = () => {};` })).toEqual([]);
    expect(unloaded({ 'app/types.ts': `import { open } from './open'; export const opened = open;` })).toEqual([...OLD, 'app/types.ts']);
  });

  it('may start by themselves', () => {
    expect(unloaded({ 'app/worker.js': `const { old } = require('./old'); old();` })).toEqual([]);
    expect(
      unloaded({ 'app/routes.js': `const r = require('web').Router(); r.get('/', require('./old').old); module.exports = r;` }),
    ).toEqual([]);
  });

  it('may be named by a text', () => {
    expect(unloaded({ 'app/open.js': `exports.open = () => fork('./old.js');` })).toEqual([]);
    expect(unloaded({ 'app/open.js': `exports.open = () => new Worker(new URL('./old.js', base));` })).toEqual([]);
  });

  it.each([
    'files.map((file) => require(file))',
    'files.map((file) => import(file))',
    `require('fs').readdirSync('.')`,
    `require.context('.')`,
    `import.meta.glob('./*.js')`,
    `require('pages')`,
  ])('may be found by code: %s', (code) => {
    expect(unloaded({ 'app/open.js': `exports.open = () => ${code};` })).toEqual([]);
  });

  it('are unknown where a framework finds files by their places, or nobody knows what starts the unit', () => {
    expect(unloaded({}, { dependencies: { pages: '1' } })).toEqual([]);
    expect(unloaded({}, { entries: [] })).toEqual([]);
  });
});
