import fc from 'fast-check';

/** Sources of one unit, `app/m0.ts`, `app/m1.ts`, …, that import, call, extend, wrap and mutate each other at random, cycles included. */
export function randomModules(): fc.Arbitrary<Record<string, string>> {
  return fc
    .integer({ min: 1, max: 4 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => moduleText(at, count))))
    .map((texts) => Object.fromEntries(texts.map((text, at) => [`app/m${String(at)}.ts`, text])));
}

const FUNCTIONS = 3;
const NAMES = Array.from({ length: FUNCTIONS }, (_, at) => `f${String(at)}`);

function moduleText(at: number, count: number): fc.Arbitrary<string> {
  const others = Array.from({ length: count }, (_, other) => other).filter((other) => other !== at);
  const imports = others.map(
    (other) =>
      `import * as m${String(other)} from './m${String(other)}.js';\nimport { C as C${String(other)} } from './m${String(other)}.js';`,
  );
  const scope = {
    functions: [...NAMES, ...others.flatMap((other) => NAMES.map((name) => `m${String(other)}.${name}`))],
    classes: ['C', ...others.map((other) => `C${String(other)}`)],
  };
  const bases = [...others.map((other) => `C${String(other)}`), 'remote.Base'];
  return fc
    .record({
      bodies: fc.array(body(scope), { minLength: FUNCTIONS, maxLength: FUNCTIONS }),
      base: fc.option(fc.constantFrom(...bases)),
      method: body(scope),
      field: expression(scope, 2),
      top: body(scope),
    })
    .map(({ bodies, base, method, field, top }) =>
      [
        `import * as remote from 'remote';`,
        ...imports,
        ...NAMES.map((name, i) => `export function ${name}(a, b) {\n${bodies[i] ?? ''}\n}`),
        `export class C${base ? ` extends ${base}` : ''} {\n  x = ${field};\n  constructor(p) { ${base ? 'super(p);' : ''} this.p = p; }\n  m(a, b) {\n${method}\n}\n}`,
        `let state = { n: 1 };\nexport function main(a, b) {\n${top}\n}\nmain('start', process.env.URL);`,
      ].join('\n'),
    );
}

interface Names {
  readonly functions: readonly string[];
  readonly classes: readonly string[];
}

function body(names: Names): fc.Arbitrary<string> {
  const e = expression(names, 3);
  const statement = fc.oneof(
    e.map((x) => `remote.send(${x});`),
    e.map((x) => `const v = ${x}; remote.send(v);`),
    e.map((x) => `for (const item of ${x}) remote.send(item);`),
    e.map((x) => `if (a) return ${x};`),
    e.map((x) => `state.n = ${x};`),
    e.map((x) => `state = ${x};`),
    e.map((x) => `[1, 2].forEach((y) => remote.send(y, ${x}));`),
    e.map((x) => `while (b) { ${x}; }`),
    e.map((x) => `try { ${x}; } catch (error) { remote.send(error); }`),
  );
  return fc
    .tuple(fc.array(statement, { maxLength: 3 }), e)
    .map(([statements, last]) => [...statements.map((s) => `{ ${s} }`), `return ${last};`].join('\n'));
}

function expression(names: Names, depth: number): fc.Arbitrary<string> {
  const leaf = fc.oneof(fc.constantFrom('a', 'b', 'state', 'state.n', `'t'`, '1', 'process.env.URL', 'undefined', ...names.functions));
  if (depth === 0) return leaf;
  const inner = expression(names, depth - 1);
  const callee = fc.oneof(
    fc.constantFrom(...names.functions),
    inner.map((x) => `(${x})`),
  );
  const cls = fc.constantFrom(...names.classes);
  return fc.oneof(
    leaf,
    fc.tuple(callee, inner, inner).map(([f, x, y]) => `${f}(${x}, ${y})`),
    fc.tuple(cls, inner, inner).map(([c, x, y]) => `new ${c}(${x}).m(${y}, ${x})`),
    fc.tuple(cls, inner).map(([c, x]) => `new ${c}(${x})`),
    fc.tuple(inner, fc.constantFrom('n', 'x', 'p', 'm', 'send')).map(([x, name]) => `(${x}).${name}`),
    fc.tuple(inner, inner).map(([x, y]) => `(${x} ?? ${y})`),
    fc.tuple(inner, inner).map(([x, y]) => `(a ? ${x} : ${y})`),
    fc.tuple(inner, inner).map(([x, y]) => `({ n: ${x}, ...${y} })`),
    fc.tuple(inner, inner).map(([x, y]) => `[${x}, ...${y}]`),
    fc.tuple(inner, inner).map(([x, y]) => `\`\${${x}}/\${${y}}\``),
    inner.map((x) => `((c) => ${x})`),
    inner.map((x) => `remote.wrap(${x})`),
  );
}
