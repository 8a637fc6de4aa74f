import { describe, expect, it } from 'vitest';

import { product, templateText, textOf, textsOf } from '../../../../src/analysis/link/values/env.js';
import { literal, shown, type Text } from '../../../../src/analysis/link/values/text.js';
import { anyOf, env, external, first, lit, propertyOf, template, unknown } from '../../../../src/model/residual.js';
import { placeWith } from '../../../support/link.js';

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

  it("are nobody else's, where an own file has a variable that is not set", () => {
    const at = { file: 'orders/.env', line: 1, column: 1 };
    const deployed = (source: 'dotenv' | 'compose') => ({
      ...placeWith({}),
      deployment: { unit: 'orders', hosts: [], ports: [], at, env: { URL: { value: 'http://${HOST}', source, at } } },
    });
    const identity = (source: 'dotenv' | 'compose') => textsOf(env('URL'), deployed(source))[0]?.pieces[1];
    expect(identity('dotenv')).not.toHaveProperty('identity');
    expect(identity('compose')).toHaveProperty('identity');
  });

  it.each([
    { name: 'one sample for all', file: '.env.example', value: 'replace-with-url', identity: '.env.example:${DB}' },
    { name: 'a sample of its own', file: 'app/.env.example', value: 'replace-with-url', identity: undefined },
    { name: 'a host', file: 'app/.env.example', value: 'postgres://shop:secret@<host>:5432/shop', identity: undefined },
    { name: 'a host in words', file: '.env.example', value: 'https://your-domain.eu/api', identity: '.env.example:${DB}' },
    { name: 'words', file: 'app/.env.example', value: 'url of the database', identity: undefined },
  ])('are placeholders of a sample, the same for all who read it: $name', ({ file, value, identity }) => {
    const at = { file, line: 1, column: 1 };
    const deployment = { unit: 'app', hosts: [], ports: [], at, env: { DB: { value, source: 'dotenv-example' as const, at } } };
    expect(textsOf(env('DB'), { ...placeWith({}), deployment })[0]?.pieces).toEqual([
      { text: '{DB}', env: 'DB', ...(identity && { identity }) },
    ]);
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
    [
      'that is not of the developer’s machine',
      anyOf([lit('mongodb://localhost:27017/shop'), lit('mongodb://mongo/shop')]),
      'mongodb://mongo/shop',
    ],
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
