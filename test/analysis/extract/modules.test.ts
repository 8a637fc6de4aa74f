import { describe, expect, it } from 'vitest';

import { exportsTold, factsOf } from '../../support/facts.js';

const importsOf = (text: string): string[] =>
  factsOf(text).imports.map(
    ({ from, names, typeOnly, dynamic, line }) =>
      `${String(line)} ${from} {${names.join(', ')}}${typeOnly ? ' type' : ''}${dynamic ? ' dynamic' : ''}`,
  );

describe('imports', () => {
  it.each([
    [`import 'x';`, ['1 x {}']],
    [`import a from 'x';`, ['1 x {default}']],
    [`import a, { b, c as d } from 'x';`, ['1 x {default, b, c}']],
    [`import * as a from 'x';`, ['1 x {*}']],
    [`import type { A } from 'x';`, ['1 x {A} type']],
    [`import { type A, type B } from 'x';`, ['1 x {A, B} type']],
    [`import { type A, b } from 'x';`, ['1 x {A, b}']],
    [`import a = require('x');`, ['1 x {*}']],
    [`import a = some.namespace;`, []],
    [`const a = require('x');`, ['1 x {*}']],
    [`function f() {\n  return require('x');\n}`, ['2 x {*} dynamic']],
    [`const a = await import('x');`, ['1 x {*} dynamic']],
    [`const a = require(name);`, []],
    [`function require() {}\nrequire('x');`, []],
    [`export { a } from 'x';`, ['1 x {a}']],
    [`export * from 'x';`, ['1 x {*}']],
    [`export type { A } from 'x';`, ['1 x {A} type']],
    [`import broken from;`, []],
  ])('%s', (text, expected) => {
    expect(importsOf(text)).toEqual(expected);
  });
});

describe('exports', () => {
  it.each([
    [`export const a = 1, b = 2;`, { a: '1', b: '2' }],
    [`export const { a, b: { c } } = load();`, { a: 'load().a', c: 'load().b.c' }],
    [`export function f() {}`, { f: 'fn f' }],
    [`export class C {}`, { C: 'class C' }],
    [`export default function () {}`, { default: 'fn default' }],
    [`export default class {}`, { default: 'class default' }],
    [`export default { a: 1 };`, { default: '{a: 1}' }],
    [`const a = 1;\nexport { a as b };`, { b: '1' }],
    [`export { a } from 'x';`, { a: 'x#a' }],
    [`export { default as a } from 'x';`, { a: 'x#default' }],
    [`export * as ns from 'x';`, { ns: 'x#*' }],
    [`export = { a: 1 };`, { '=': '{a: 1}' }],
    [`module.exports = { a: 1 };`, { '=': '{a: 1}' }],
    [`module.exports.a = 1;`, { a: '1' }],
    [`exports.a = 1;`, { a: '1' }],
    [`module.exports = exports = class C {};`, { '=': 'class C' }],
    [`export enum E { A = 'a' }`, { E: '{A: "a"}' }],
  ])('%s', (text, expected) => {
    expect(exportsTold(factsOf(text, /module|exports\./.test(text) ? 'app/a.js' : 'app/a.ts'))).toEqual(expected);
  });

  it('keeps star exports apart: what they bring is known only with the other file', () => {
    expect(factsOf(`export * from './a.js';\nexport * from './b.js';`).stars).toEqual(['./a.js', './b.js']);
  });
});
