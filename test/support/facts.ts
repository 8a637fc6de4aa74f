import { extract } from '../../src/analysis/extract/extract.js';
import type { ModuleFacts } from '../../src/model/module-facts.js';
import type { TypeRef, Value } from '../../src/model/value.js';

export function factsOf(text: string, file = 'app/a.ts'): ModuleFacts {
  return extract(file, text);
}

/** A value as text: what a reader of the source would say it is, bindings followed to what they hold. */
export function told(value: Value | undefined, facts: ModuleFacts, depth = 6): string {
  if (!value) return '-';
  if (depth === 0) return '…';
  const say = (inner: Value): string => told(inner, facts, depth - 1);
  switch (value.k) {
    case 'lit':
      return JSON.stringify(value.v);
    case 'unknown':
      return '?';
    case 'tpl':
      return `\`${value.parts.map((part) => (part.k === 'lit' ? String(part.v) : `\${${say(part)}}`)).join('')}\``;
    case 'env':
      return `env.${value.name}`;
    case 'envs':
      return 'env';
    case 'ref':
      return say(facts.defs[value.def]?.value ?? { k: 'unknown', text: '' });
    case 'global':
      return value.name;
    case 'import':
      return `${value.from}#${value.name}`;
    case 'param':
      return `${facts.functions[value.fn]?.name ?? ''}(${String(value.index)})`;
    case 'this':
      return `this ${facts.classes[value.cls]?.name ?? ''}`;
    case 'super':
      return `super ${facts.classes[value.cls]?.name ?? ''}`;
    case 'prop':
      return `${say(value.of)}.${value.name}`;
    case 'index':
      return `${say(value.of)}[${say(value.key)}]`;
    case 'element':
      return `each of ${say(value.of)}`;
    case 'spread':
      return `...${say(value.of)}`;
    case 'object':
      return `{${value.props.map(([name, of, key]) => (name !== null ? `${name}: ${say(of)}` : key ? `[${say(key)}]: ${say(of)}` : say(of))).join(', ')}}`;
    case 'array':
      return `[${value.items.map(say).join(', ')}]`;
    case 'call':
      return callTold(facts, value.at, depth - 1);
    case 'fn':
      return `fn ${facts.functions[value.at]?.name ?? ''}`;
    case 'class':
      return `class ${facts.classes[value.at]?.name ?? ''}`;
    case 'shape':
      return shapeTold(facts, value.at);
    case 'first':
      return value.of.map(say).join(' ?? ');
    case 'any':
      return value.of.map(say).join(' | ');
    case 'typed':
      return `${value.of ? say(value.of) : '?'} as ${typeTold(value.type, facts)}`;
  }
}

/** `{ orders: OrdersApi } & Base` */
function shapeTold(facts: ModuleFacts, at: number): string {
  const { members = [], bases = [] } = facts.shapes[at] ?? {};
  const own = members.map(([name, type]) => `${name}: ${type.v.k === 'shape' ? shapeTold(facts, type.v.at) : typeTold(type, facts)}`);
  return [`{${own.join(', ')}}`, ...bases.map((base) => typeTold(base, facts))].join(' & ');
}

export function typeTold(type: TypeRef | undefined, facts: ModuleFacts): string {
  if (!type) return '-';
  const args = type.args?.map((arg) => typeTold(arg, facts)).join(', ');
  return `${type.name}${args ? `<${args}>` : ''}${type.v.k === 'import' ? ` of ${type.v.from}` : ''}`;
}

export function callTold(facts: ModuleFacts, at: number, depth = 6): string {
  const call = facts.calls[at];
  if (!call) return '-';
  const args = call.args.map((arg) => told(arg, facts, depth)).join(', ');
  return `${call.isNew ? 'new ' : ''}${told(call.callee, facts, depth)}(${args})`;
}

/** All calls, in source order. */
export function callsTold(facts: ModuleFacts): string[] {
  return facts.calls.map((_, at) => callTold(facts, at));
}

/** Export name → what it is. */
export function exportsTold(facts: ModuleFacts): Record<string, string> {
  return Object.fromEntries(facts.exports.map(([name, value]) => [name, told(value, facts)]));
}

/** What `export const x = …` at the end of the text is. */
export function valueOf(expression: string, before = ''): string {
  const facts = factsOf(`${before}\nexport const x = ${expression};`);
  return told(facts.exports.find(([name]) => name === 'x')?.[1], facts);
}
