import { describe, expect, it } from 'vitest';

import { nextCodeLine, readIgnoreText } from '../../src/shared/ignore-text.js';

describe('readIgnoreText', () => {
  it.each([
    [' a/b -- why', { rules: ['a/b'], reason: 'why' }],
    [' a/b, a/c  --- why -- and more ', { rules: ['a/b', 'a/c'], reason: 'why -- and more' }],
    [' a/b expires 2030-03-31 -- why', { rules: ['a/b'], expires: '2030-03-31', reason: 'why' }],
    [' expires -- why', { rules: [], expires: '', reason: 'why' }],
    [' a/b', { rules: ['a/b'], reason: '' }],
    [' a/b --', { rules: ['a/b'], reason: '' }],
    [' a--b -- why', { rules: ['a--b'], reason: 'why' }],
    ['', { rules: [], reason: '' }],
  ])('%j', (text, expected) => {
    expect(readIgnoreText(text)).toEqual(expected);
  });
});

it.each([
  [1, 4],
  [4, 5],
  [5, 5],
])('the line of code below %s is %s', (line, expected) => {
  expect(nextCodeLine(['# a', '', '  # b', 'c', 'd'], line, /^\s*#/)).toBe(expected);
});
