import { describe, expect, it } from 'vitest';

import { product, templateText, textOf, textsOf } from '../../../src/analysis/link/env.js';
import { literal, shown, type Text } from '../../../src/analysis/link/text.js';
import { anyOf, env, external, first, lit, propertyOf, template, unknown } from '../../../src/model/residual.js';
import { placeWith } from '../../support/link.js';

const place = placeWith({
  HOST: 'orders',
  PORT: '3000',
  EMPTY: '',
  KEY: 'secret:db/url',
  NESTED: 'http://${OUTER}/x',
  KUBE: 'http://$(OUTER)/x',
});
const says = (texts: readonly Text[]): string[] => texts.map(shown);

describe('texts under an environment', () => {
  it.each([
    ['a literal', lit('x'), ['x']],
    ['a number', lit(3000), ['3000']],
    ['null', lit(null), ['{null}']],
    ['a variable', env('HOST'), ['orders']],
    ['a variable that nobody sets', env('NOPE'), ['{NOPE}']],
    ['a secret', env('KEY'), ['{secret:db/url}']],
    ['a name of an object of all names', env('toString'), ['{toString}']],
    ['a template', template([lit('http://'), env('HOST'), lit(':'), env('PORT')]), ['http://orders:3000']],
    ['a default beside a variable', first([env('HOST'), lit('localhost')]), ['orders']],
    ['a default where nobody sets it', first([env('NOPE'), lit('localhost')]), ['localhost']],
    ['a default where it is set to nothing', first([env('EMPTY'), lit('localhost')]), ['localhost']],
    ['a secret before a default', first([env('KEY'), lit('localhost')]), ['{secret:db/url}']],
    ['nothing but unset variables', first([env('NOPE'), env('NEITHER')]), ['{NOPE}']],
    ['alternatives', anyOf([lit('a'), lit('b')]), ['a', 'b']],
    ['the same twice', anyOf([lit('orders'), env('HOST')]), ['orders']],
    ['what is said beside what is not', anyOf([unknown('x'), lit('a')]), ['a']],
    ['nothing that is said', anyOf([unknown('x'), unknown('y')]), ['{x}', '{y}']],
    ['each combination', template([anyOf([lit('a'), lit('b')]), lit('/'), anyOf([lit('c'), lit('d')])]), ['a/c', 'a/d', 'b/c', 'b/d']],
    ['a constant of a package', propertyOf(external('@acme/common'), 'Topics'), ['{@acme/common.Topics}']],
    ['a value with a variable that is not set in this profile', env('NESTED'), ['http://{OUTER}/x']],
    ['a value with a variable of the container', env('KUBE'), ['http://{OUTER}/x']],
  ])('are told of %s', (_, value, expected) => {
    expect(says(textsOf(value, place))).toEqual(expected);
  });

  it('are at most sixteen', () => {
    const five = anyOf(['a', 'b', 'c', 'd', 'e'].map(lit));
    expect(textsOf(template([five, five]), place)).toHaveLength(16);
    expect(product([])).toEqual([{ pieces: [], uses: [] }]);
  });

  it('name the entries that decided them', () => {
    expect(textsOf(env('HOST'), place)[0]?.uses).toMatchObject([{ name: 'HOST', entry: { value: 'orders' } }]);
    expect(textsOf(lit('x'), place)[0]?.uses).toEqual([]);
  });

  it('differ where the same variable is unset in two profiles, and are the same in one', () => {
    const outer = (profile: string): string => JSON.stringify(textsOf(env('NESTED'), placeWith({ NESTED: '${OUTER}' }, { profile })));
    expect(outer('a')).toBe(outer('a'));
    expect(outer('a')).not.toBe(outer('b'));
  });

  it.each([
    ['dotenv', 'http://orders:3000/x'],
    ['env_file', 'http://orders:3000/x'],
    ['k8s', 'http://orders:3000/x'],
    ['compose', 'http://{HOST}:{PORT}/x'],
  ] as const)('put variables of the same service into each other: %s', (source, expected) => {
    const at = { file: '.env', line: 1, column: 1 };
    const entries = { URL: 'http://${HOST}:${PORT}/x', HOST: 'orders', PORT: '${INNER}', INNER: '3000' };
    const values = Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, { value, source, at }]));
    const base = placeWith({});
    const deployed = { ...base, deployment: { unit: 'shop', hosts: [], ports: [], at, env: values } };
    expect(says(textsOf(env('URL'), deployed))).toEqual([expected]);
  });

  it('end where a variable is put into itself', () => {
    const at = { file: '.env', line: 1, column: 1 };
    const values = { A: { value: '${B}', source: 'dotenv' as const, at }, B: { value: '${A}', source: 'dotenv' as const, at } };
    const place = { ...placeWith({}), deployment: { unit: 'shop', hosts: [], ports: [], at, env: values } };
    expect(says(textsOf(env('A'), place))).toHaveLength(1);
  });

  it('know nothing of a unit without a deployment', () => {
    expect(says(textsOf(env('HOST'), placeWith({}, { deployment: undefined })))).toEqual(['{HOST}']);
  });
});

describe('the one text', () => {
  it.each([
    ['of one', lit('a'), 'a'],
    ['that the environment sets', anyOf([lit('a'), env('HOST')]), 'orders'],
    ['that does not run in tests', anyOf([lit('shop_test'), lit('shop')]), 'shop'],
    ['with a word that only contains one', anyOf([lit('latest'), lit('shop_test')]), 'latest'],
    ['of tests, where there is nothing else', lit('test'), 'test'],
  ])('is %s', (_, value, expected) => {
    expect(shown(textOf(value, place) ?? literal('nothing'))).toBe(expected);
  });

  it('is a hole that shows all, where nothing decides', () => {
    const text = textOf(anyOf([lit('a'), lit('b')]), place);
    expect(text?.pieces).toEqual([{ text: 'a | b' }]);
    expect(textOf(undefined, place)).toBeUndefined();
  });
});

describe('a template of a deployment file', () => {
  it.each([
    ['http://${HOST}:${PORT}/', 'http://orders:3000/'],
    ['http://${NOPE:-fallback}/', 'http://fallback/'],
    ['http://${NOPE-fallback}/', 'http://fallback/'],
    ['http://${HOST:-fallback}/', 'http://orders/'],
    ['http://${NOPE}/', 'http://{NOPE}/'],
    ['plain $host', 'plain $host'],
  ])('%s', (text, expected) => {
    expect(shown(templateText(text, place))).toBe(expected);
  });
});
