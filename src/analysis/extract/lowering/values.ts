import type { Value } from '../../../model/value.js';

const MAX_TEXT = 60;

export const NULL: Value = { k: 'lit', v: null };

/** What cannot be known keeps its text, for people to read. */
export function unknown(text: string): Value {
  return { k: 'unknown', text: text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text };
}

/** `of.name`; the environment of the process is known by its name already here. */
export function property(of: Value, name: string): Value {
  if (of.k === 'envs') return { k: 'env', name };
  if (of.k === 'global' && of.name === 'process' && name === 'env') return { k: 'envs' };
  return { k: 'prop', of, name };
}
