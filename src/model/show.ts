import type { Residual } from './residual-node.js';

/** Text for people: `http://${ORDERS_URL}/orders/{…}`. */
export function show(r: Residual, depth = 6): string {
  if (depth === 0) return '…';
  switch (r.k) {
    case 'lit':
      return typeof r.v === 'string' ? r.v : String(r.v);
    case 'unknown':
      return r.text;
    case 'tpl':
      return r.parts.map((p) => (p.k === 'lit' ? String(p.v) : `\${${show(p, depth - 1)}}`)).join('');
    case 'env':
      return /^-|^process\./.test(r.name) ? r.name : `process.env.${r.name}`;
    case 'envs':
      return 'process.env';
    case 'object':
      return `{ ${[...r.props.keys()].join(', ')} }`;
    case 'array':
      return '[…]';
    case 'element':
      return `${show(r.of, depth - 1)}[]`;
    case 'prop':
      return `${show(r.of, depth - 1)}.${r.name}`;
    case 'fn':
      return 'function';
    case 'class':
      return 'class';
    case 'instance':
      return 'instance';
    case 'external':
      return r.path;
    case 'shape':
      return r.name;
    case 'module':
      return r.file;
    case 'call':
      return `${show(r.callee, depth - 1)}()`;
    case 'first':
      return r.of.map((x) => show(x, depth - 1)).join(' ?? ');
    case 'any':
      return r.of.map((x) => show(x, depth - 1)).join(' | ');
  }
}
