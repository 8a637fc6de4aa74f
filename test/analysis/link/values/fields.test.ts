import { describe, expect, it } from 'vitest';

import { chainOf, fieldOf, isInput, itemsOf } from '../../../../src/analysis/link/values/fields.js';
import {
  anyOf,
  array,
  callResult,
  elementOf,
  external,
  lit,
  object,
  propertyOf,
  show,
  unknown,
  type Residual,
} from '../../../../src/model/residual.js';

const props = (values: Readonly<Record<string, Residual>>, rest: readonly Residual[] = []): Residual =>
  object(new Map(Object.entries(values)), rest);
const made = callResult(external('remote.create'), [], { site: 'a.ts:1:1', isNew: false });

describe('a field', () => {
  it.each([
    ['of an object', fieldOf(props({ options: props({ port: lit(1) }) }), 'options', 'port'), '1'],
    ['of what is spread into it', fieldOf(props({}, [props({ port: lit(1) })]), 'port'), '1'],
    ['of its own before what is spread', fieldOf(props({ port: lit(2) }, [props({ port: lit(1) })]), 'port'), '2'],
    ['of each alternative', fieldOf(anyOf([props({ port: lit(1) }), props({ port: lit(2) })]), 'port'), '1 | 2'],
    ['of a list', fieldOf(array([lit('a'), lit('b')]), '1'), 'b'],
    ['of what a package made', fieldOf(made, 'options'), 'remote.create().options'],
  ])('%s', (_, value, expected) => {
    expect(value && show(value)).toBe(expected);
  });

  it.each([
    ['that is not there', fieldOf(props({}), 'port')],
    ['that is null', fieldOf(props({ port: lit(null) }), 'port')],
    ['of a text', fieldOf(lit('x'), 'port')],
    ['of a list beyond its end', fieldOf(array([lit('a')]), '3')],
    ['of a list by name', fieldOf(array([lit('a')]), 'name')],
    ['of nothing', fieldOf(undefined, 'port')],
  ])('%s is not known', (_, value) => {
    expect(value).toBeUndefined();
  });
});

describe('values', () => {
  it('are the items of a list, or themselves', () => {
    expect(itemsOf(anyOf([array([lit('a'), lit('b')]), lit('c')])).map((r) => show(r))).toEqual(['a', 'b', 'c']);
  });

  it('have a chain from the outside in', () => {
    const chain = chainOf(elementOf(propertyOf(made, 'list')));
    expect(chain.map((r) => show(r))).toEqual(['remote.create().list[]', 'remote.create().list', 'remote.create()', 'remote.create']);
  });

  it('have a chain that ends, however long', () => {
    let value: Residual = anyOf([made, unknown('x')]);
    for (let i = 0; i < 20; i++) value = anyOf([propertyOf(value, `a${i}`), propertyOf(value, `b${i}`)]);
    expect(chainOf(value).length).toBeLessThan(200);
  });

  it.each([
    [unknown('req.query.db', 'param'), true],
    [unknown('ctx.request.body.name', 'param'), true],
    [unknown('name', 'param'), false],
    [unknown('req.query.db'), false],
    [lit('req.query.db'), false],
  ])('%o is input: %s', (value, expected) => {
    expect(isInput(value)).toBe(expected);
  });
});
