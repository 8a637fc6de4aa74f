import { describe, expect, it } from 'vitest';

import { patternsOf } from '../../../../src/analysis/link/operations/pattern.js';
import { anyOf, array, env, external, lit, object, unknown, type Residual } from '../../../../src/model/residual.js';
import { placeWith } from '../../../support/link.js';

const place = placeWith({ TOPIC: 'orders' });
const props = (values: Readonly<Record<string, Residual>>): Residual => object(new Map(Object.entries(values)));

describe('patterns of messages', () => {
  it.each([
    ['a string', lit('orders.create'), ['orders.create']],
    ['a number', lit(7), ['7']],
    ['an object, keys sorted', props({ role: lit('a'), cmd: lit('sum') }), ['{"cmd":"sum","role":"a"}']],
    ['a nested object', props({ a: props({ b: lit('c') }) }), ['{"a":{"b":"c"}}']],
    ['a list', array([lit('a'), lit('b')]), ['a', 'b']],
    ['one of two', anyOf([lit('a'), lit('b')]), ['a', 'b']],
    ['a variable', env('TOPIC'), ['orders']],
    ['a constant of a package', external('@acme/common.Topics.Created'), ['@acme/common.Topics.Created']],
  ])('%s is known', (_, value, names) => {
    expect(patternsOf(value, place)).toEqual(names.map((name) => ({ name, isKnown: true })));
  });

  it.each([
    ['an argument of the process', external('globalThis.process.argv.2'), '{globalThis.process.argv.2}'],
    ['an unset variable', env('NOPE'), '{NOPE}'],
    ['an unknown value', unknown('cmd', 'param'), '{cmd}'],
    ['an object with an unknown part', props({ cmd: unknown('x') }), '{"cmd":"{x}"}'],
    ['an empty object', props({}), '{}'],
  ])('%s is not known', (_, value, name) => {
    expect(patternsOf(value, place)).toEqual([{ name, isKnown: false }]);
  });
});
