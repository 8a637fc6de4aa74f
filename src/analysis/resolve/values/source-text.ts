import type { ModuleFacts } from '../../../model/module-facts.js';
import type { Value } from '../../../model/value.js';

/** An expression as its author wrote it, or nearly: `cart.items`, `findAll()`; undefined where it has no short name. */
export function sourceText(module: ModuleFacts, value: Value): string | undefined {
  switch (value.k) {
    case 'ref':
      return module.defs[value.def]?.name;
    case 'param':
      return parameterName(module, value);
    case 'global':
      return value.name;
    case 'import':
      return /^[*=]$|^default$/.test(value.name) ? undefined : value.name;
    case 'this':
      return 'this';
    case 'prop':
      return member(sourceText(module, value.of), value.name);
    case 'index':
      return suffixed(module, value.of, '[…]');
    case 'element':
      return suffixed(module, value.of, '[]');
    case 'call':
      return module.calls[value.at] && suffixed(module, module.calls[value.at]?.callee, '()');
    case 'first':
    case 'any':
      return value.of[0] && sourceText(module, value.of[0]);
    case 'typed':
      return value.of && sourceText(module, value.of);
    default:
      return undefined;
  }
}

/** A parameter that is taken apart has no name of its own. */
function parameterName(module: ModuleFacts, { fn, index }: Extract<Value, { k: 'param' }>): string | undefined {
  const name = module.functions[fn]?.params[index]?.name;
  return name !== undefined && /^\w+$/.test(name) ? name : undefined;
}

function member(of: string | undefined, name: string): string | undefined {
  const isIndex = /^\d+$/.test(name);
  if (of === undefined) return isIndex ? undefined : name;
  return isIndex ? `${of}[${name}]` : `${of}.${name}`;
}

function suffixed(module: ModuleFacts, of: Value | undefined, suffix: string): string | undefined {
  const text = of && sourceText(module, of);
  return text === undefined ? undefined : `${text}${suffix}`;
}
