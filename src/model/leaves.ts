import { mixText } from './mix.js';
import { remembered } from './remembered.js';
import type { Env, Envs, External, Literal, ModuleNamespace, Unknown } from './residual-node.js';

/* Values without parts. The same one is made again and again, and is the same object as long as it is remembered. */

const MAX_TEXT = 80;

export const NULL: Literal = { k: 'lit', v: null, hash: mixText(1, 'null'), size: 1, height: 1 };
export const ENVS: Envs = { k: 'envs', hash: 4, size: 1, height: 1 };

export function lit(v: string | number | boolean | null): Literal {
  if (typeof v === 'string') return textLiteral(v);
  return v === null ? NULL : literal(v);
}

const textLiteral = remembered(literal);

function literal(v: string | number | boolean): Literal {
  return { k: 'lit', v, hash: mixText(1, `${typeof v}${String(v)}`), size: 1, height: 1 };
}

export function unknown(text: string, why?: Unknown['why']): Unknown {
  return unknowns[why ?? 'plain'](text);
}

const unknowns: Readonly<Record<NonNullable<Unknown['why']> | 'plain', (text: string) => Unknown>> = {
  plain: unknownBecause(undefined),
  param: unknownBecause('param'),
  widened: unknownBecause('widened'),
  recursion: unknownBecause('recursion'),
  'unresolved-import': unknownBecause('unresolved-import'),
};

function unknownBecause(why: Unknown['why']): (text: string) => Unknown {
  return remembered((text) => {
    const short = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
    return { k: 'unknown', text: short, ...(why && { why }), hash: mixText(2, `${why ?? ''}:${short}`), size: 1, height: 1 };
  });
}

export const env = remembered((name): Env => ({ k: 'env', name, hash: mixText(3, name), size: 1, height: 1 }));

export const external = remembered((path): External => ({ k: 'external', path, hash: mixText(5, path), size: 1, height: 1 }));

export const moduleNamespace = remembered((file): ModuleNamespace => ({ k: 'module', file, hash: mixText(20, file), size: 1, height: 1 }));
