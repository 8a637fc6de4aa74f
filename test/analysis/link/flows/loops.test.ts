import { describe, expect, it } from 'vitest';

import { isHeavy, remoteLoop } from '../../../../src/analysis/link/flows/loops.js';
import type { Entry, LoopContext } from '../../../../src/model/program.js';
import {
  anyOf,
  array,
  callResult,
  elementOf,
  external,
  lit,
  object,
  propertyOf,
  unknown,
  type Residual,
} from '../../../../src/model/residual.js';
import { at } from '../../../support/system.js';

const made = (path: string, isNew = false): Residual => callResult(external(path), [], { site: path, isNew });
const INPUT = unknown('req.body.items', 'param');
const LIST = array([lit('a'), lit('b')]);

function loop(parts: Partial<LoopContext>, entry: Entry['kind'] = 'route', callee?: Residual): ReturnType<typeof remoteLoop> {
  const context: LoopContext = { kind: 'for-of', retry: false, at: at('a.ts', 3), ...parts };
  return remoteLoop(context, { entry, selectsHost: false, callee, inside: at('a.ts', 4) });
}

describe('what is iterated', () => {
  it.each<readonly [string, Partial<LoopContext>, string]>([
    ['input of a request', { over: INPUT }, 'data'],
    ['what a package gave', { over: made('pg.Pool().query') }, 'data'],
    ['a part of it', { over: propertyOf(made('pg.Pool().query'), 'rows') }, 'data'],
    ['one of two, one of them data', { over: anyOf([LIST, INPUT]) }, 'data'],
    ['a list in code', { over: LIST }, 'literal'],
    ['the values of an object in code', { over: object(new Map([['a', lit(1)]])) }, 'literal'],
    ['a number of rounds', { kind: 'for', bound: 5 }, 'literal'],
    ['a list that is filled from data', { over: array([elementOf(INPUT)], true) }, 'data'],
    ['a list that is filled from somewhere', { over: array([unknown('x')], true) }, 'unknown'],
    ['what is not known', { over: unknown('x') }, 'unknown'],
    ['a constant of a package', { over: external('@acme/config.REGIONS') }, 'unknown'],
    ['an argument of the process', { over: external('globalThis.process.argv') }, 'unknown'],
    ['nothing: it waits', { kind: 'while' }, 'unknown'],
    ['a subscription', { kind: 'for-await', over: made('nats.connect().subscribe') }, 'messages'],
  ])('%s', (_, parts, source) => {
    expect(loop(parts).source).toBe(source);
  });

  it('are the messages of a consumer only there', () => {
    const over = unknown('payload.batch.messages', 'param');
    expect(loop({ over }, 'consumer').source).toBe('messages');
    expect(loop({ over }, 'route').source).toBe('data');
  });
});

describe('a loop', () => {
  it('is told as it is written, else by what it is', () => {
    expect(loop({ over: INPUT, text: 'items' }).over).toBe('items');
    expect(loop({ over: INPUT }).over).toBe('req.body.items');
    expect(loop({ kind: 'while' }).over).toBe('while');
  });

  it.each<readonly [string, LoopContext['over'], Residual | undefined, boolean]>([
    ['a list of clients', array([made('acme.A', true), made('acme.B', true)]), undefined, true],
    ['the list whose element is called', INPUT, propertyOf(elementOf(INPUT), 'check'), true],
    ['another list', INPUT, propertyOf(elementOf(LIST), 'check'), false],
    ['a list of texts', LIST, undefined, false],
    ['an empty list', array([]), undefined, false],
    ['nothing', undefined, undefined, false],
  ])('selects the receiver where it goes over %s', (_, over, callee, expected) => {
    expect(loop({ ...(over && { over }) }, 'route', callee).selectsReceiver).toBe(expected);
  });

  it.each<readonly [Partial<LoopContext>, boolean]>([
    [{}, true],
    [{ bound: 2 }, true],
    [{ bound: 1 }, false],
    [{ retry: true }, false],
  ])('%j can be one call per item: %s', (parts, expected) => {
    expect(isHeavy({ kind: 'for-of', retry: false, at: at('a.ts'), ...parts })).toBe(expected);
  });
});
