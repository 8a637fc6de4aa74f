import { describe, expect, it } from 'vitest';

import { factsOf, told, typeTold } from '../../../support/facts.js';
import type { ModuleFacts } from '../../../../src/model/module-facts.js';

/** A class in one line a part. */
function classTold(facts: ModuleFacts, at = 0): string[] {
  const cls = facts.classes[at];
  if (!cls) return [];
  const says = (value: Parameters<typeof told>[0]): string => told(value, facts);
  const paramsOf = (fn: number): string =>
    (facts.functions[fn]?.params ?? [])
      .map(
        (p) =>
          `${p.decorators.map((d) => `@${says(d)} `).join('')}${p.property ? 'this.' : ''}${p.rest ? '...' : ''}${p.name}${p.type ? `: ${typeTold(p.type, facts)}` : ''}${p.default ? ` = ${says(p.default)}` : ''}`,
      )
      .join(', ');
  return [
    `${cls.decorators.map((d) => `@${says(d)} `).join('')}${cls.abstract ? 'abstract ' : ''}class ${cls.name}`,
    ...(cls.extends ? [`extends ${says(cls.extends)}${cls.extendsArgs ? `<${cls.extendsArgs.map((t) => t.name).join()}>` : ''}`] : []),
    ...cls.implements.map((type) => `implements ${typeTold(type, facts)}`),
    ...(cls.ctor === undefined ? [] : [`constructor(${paramsOf(cls.ctor)})`]),
    ...cls.fields.map(
      (f) =>
        `${f.decorators.map((d) => `@${says(d)} `).join('')}${f.isStatic ? 'static ' : ''}field ${f.name}${f.type ? `: ${typeTold(f.type, facts)}` : ''}${f.value ? ` = ${says(f.value)}` : ''}`,
    ),
    ...cls.methods.map(
      ([name, fn]) => `${(facts.functions[fn]?.decorators ?? []).map((d) => `@${says(d)} `).join('')}${name}(${paramsOf(fn)})`,
    ),
    ...cls.getters.map(([name]) => `get ${name}`),
    ...cls.staticMethods.map(([name, fn]) => `static ${name}(${paramsOf(fn)})`),
    ...cls.assigned.map(([path, value]) => `this.${path} = ${says(value)}`),
  ];
}

describe('a class', () => {
  it.each<[string, string, string[]]>([
    ['empty', `class A {}`, ['class A']],
    ['with a base', `import { B } from 'b'; class A extends B<string, Order> {}`, ['class A', 'extends b#B<Order>']],
    ['with a base that a call makes', `class A extends mixin(B) {}`, ['class A', 'extends mixin(B)']],
    ['abstract, of an interface', `abstract class A implements Port<Order> {}`, ['abstract class A', 'implements Port']],
    [
      'that is injected',
      `import { Http } from 'http'; @Injectable() class A { constructor(private readonly http: Http, @Inject('X') x: X, n = 1, ...more) {} }`,
      ['@Injectable() class A', 'constructor(this.http: Http of http, @Inject("X") x: X, n = 1, ...more)'],
    ],
    [
      'with fields',
      `class A { url = 'u'; static port = 1; #secret = 's'; declare x: X; @Column() name: string; y?: Y; }`,
      ['class A', 'field url = "u"', 'static field port = 1', 'field #secret = "s"', 'field x: X', '@Column() field name', 'field y: Y'],
    ],
    [
      'with members of every kind',
      `class A { f(a) {} get g() { return 1; } set g(v) {} static s() {} async *h() {} arrow = (b) => b; ['x']() {} }`,
      ['class A', 'field arrow = fn arrow', 'f(a)', 'h()', 'x()', 'get g', 'static s()'],
    ],
    ['with decorated methods', `class A { @Get(':id') one(@Param('id') id: string) {} }`, ['class A', '@Get(":id") one(@Param("id") id)']],
    [
      'that assigns its own fields',
      `class A { constructor(url) { this.url = url; this.client = create(url); } start() { this.jobs.push(run); this.a.b = 1; } }`,
      [
        'class A',
        'constructor(url)',
        'start()',
        'this.url = constructor(0)',
        'this.client = create(constructor(0))',
        'this.jobs[] = run',
        'this.a.b = 1',
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(classTold(factsOf(text))).toEqual(expected);
  });

  it('as it was written before classes', () => {
    const facts = factsOf(
      `function Client(url) { this.url = url; }
Client.prototype.get = function (path) { return request(this.url + path); };
Client.prototype = Object.assign(Client.prototype, {});
module.exports = Client;`,
      'a.js',
    );
    expect(facts.classes[0]).toMatchObject({ name: 'Client', prototype: true });
    expect(facts.classes[0]?.methods.map(([name]) => name)).toEqual(['get']);
    expect(classTold(facts)).toEqual(expect.arrayContaining(['this.url = constructor(0)']));
  });

  it('says of this and super which class they belong to', () => {
    const facts = factsOf(`class A extends B { f() { return () => super.g(this.x); } }`);
    const [call] = facts.calls;
    expect([told(call?.callee, facts), told(call?.args[0], facts)]).toEqual(['super A.g', 'this A.x']);
  });
});

describe('providers', () => {
  it('are found wherever they stand', () => {
    const facts = factsOf(
      `@Module({ providers: [{ provide: 'URL', useValue: 'u' }] }) class M {}\nexport const later = { provide: TOKEN, useFactory: () => 1 };`,
    );
    expect(facts.providers.map((value) => told(value, facts))).toEqual([
      '{provide: "URL", useValue: "u"}',
      '{provide: TOKEN, useFactory: fn useFactory}',
    ]);
  });
});

describe('a function', () => {
  it.each<[string, string, string]>([
    ['returns what its returns say', `function f(a) { if (a) return 'x'; return a.b; }`, `"x" | f(0).b`],
    ['that is one expression', `const f = (a) => a.b;`, `f(0).b`],
    ['of a pattern', `const f = ({ url, port = 1 }) => [url, port];`, '[f(0).url, f(0).port ?? 1]'],
    ['of its arguments', `function f() { return arguments[0]; }`, 'f(-1).0'],
    ['that promises', `async function f() { return await load(); }`, 'load()'],
  ])('%s', (_, text, expected) => {
    const facts = factsOf(text);
    expect(facts.functions[1]?.returns.map((value) => told(value, facts)).join(' | ')).toBe(expected);
  });
});
