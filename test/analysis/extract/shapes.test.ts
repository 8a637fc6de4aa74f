import { describe, expect, it } from 'vitest';

import { exportsTold, factsOf, told } from '../../support/facts.js';

function typesOf(text: string): Record<string, string> {
  const facts = factsOf(text);
  return Object.fromEntries(facts.typeExports.map(([name, value]) => [name, told(value, facts)]));
}

describe('types that a file exports', () => {
  it.each<[name: string, text: string, types: Record<string, string>]>([
    [
      'an interface',
      `import { A } from 'a'; export interface X { a: A; b?: A | null; c(): A; n: number; p: Promise<A> }`,
      { X: '{a: A of a, b: A of a, p: A of a}' },
    ],
    [
      'of others',
      `import { A } from 'a'; interface B {} export interface X extends A, B { c: C } class C {}`,
      { X: '{c: C} & A of a & B' },
    ],
    ['a type with types inside', `import { A } from 'a'; export type X = { inner: { a: A } };`, { X: '{inner: {a: A of a}}' }],
    ['an alias', `import { A } from 'a'; export type X = A;`, { X: 'a#A' }],
    ['in two parts', `import { A } from 'a'; export interface X { a: A } interface X { b: A }`, { X: '{a: A of a, b: A of a}' }],
    ['by name', `interface X { x: string } type Y = X; export { X, type Y as Z };`, { X: '{}', Z: '{}' }],
    ['as the default', `export default interface X { x: string }`, { default: '{}' }],
    ['generic: what is not known yet tells nothing', `import { A } from 'a'; export interface X<T> { t: T; a: A }`, { X: '{a: A of a}' }],
    ['no union, no function', `export type X = 'a' | 'b'; export type F = () => void;`, { X: '?', F: '?' }],
  ])('%s', (_name, text, types) => {
    expect(typesOf(text)).toEqual(types);
  });

  it('are no values', () => {
    expect(exportsTold(factsOf(`export interface A {} type B = string; export { B }; export type C = A;`))).toEqual({});
  });
});
