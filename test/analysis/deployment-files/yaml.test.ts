import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { get, listOf, readYaml, textOf, type Item } from '../../../src/analysis/deployment-files/yaml.js';

function documentOf(text: string): Item | undefined {
  return readYaml('compose.yml', text).documents[0];
}

describe('a YAML file', () => {
  it.each([
    ['a text', 'a: b', 'b'],
    ['a quoted text', `a: "b: c"`, 'b: c'],
    ['a port as it is written', 'a: 22:22', '22:22'],
    ['a number as it is written', 'a: 0012', '0012'],
    ['a flag as it is written', 'a: yes', 'yes'],
    ['nothing', 'a:', ''],
    ['null', 'a: ~', ''],
    ['a block', 'a: |\n  b\n  c\n', 'b\nc\n'],
  ])('holds %s', (_, text, expected) => {
    expect(textOf(documentOf(text), 'a')).toBe(expected);
  });

  it('follows anchors and merges, own keys first', () => {
    const document = documentOf('x: &x { image: node, env: one }\na:\n  env: two\n  <<: *x\nb: *x');
    expect([textOf(document, 'a', 'env'), textOf(document, 'a', 'image'), textOf(document, 'b', 'env')]).toEqual(['two', 'node', 'one']);
  });

  it('means by an alias the last anchor of that name before it, and nothing by one that has none yet', () => {
    const document = documentOf('early: *x\na: &x one\nb: *x\nc: &x two\nd: *x');
    expect(['early', 'b', 'd'].map((name) => textOf(document, name))).toEqual([undefined, 'one', 'two']);
  });

  it('tells where things stand: a text itself, everything else its key', () => {
    const document = documentOf('services:\n  orders:\n    <<: *base\n    image: node\n  empty:\n  ports:\n    - "1"');
    const placeOf = (...path: string[]): string => {
      const { line, column } = get(document, ...path)?.at ?? { line: 0, column: 0 };
      return `${String(line)}:${String(column)}`;
    };
    expect(placeOf('services', 'orders')).toBe('2:3');
    expect(placeOf('services', 'orders', 'image')).toBe('4:12');
    expect(placeOf('services', 'empty')).toBe('5:3');
    expect(placeOf('services', 'ports')).toBe('6:3');
    expect(listOf(document, 'services', 'ports')[0]?.at).toMatchObject({ line: 7, column: 7 });
  });

  it('that is broken in one document keeps the others, and says where', () => {
    const { documents, problems } = readYaml('k8s.yml', 'a: 1\n---\nb: [1\n---\nc: 3');
    expect(documents.map((d) => [...(d.map?.keys() ?? [])].join())).toEqual(['a', 'c']);
    expect(problems).toMatchObject([{ at: { file: 'k8s.yml', line: 4 } }]);
  });

  it('that multiplies by aliases ends', () => {
    const bomb = [
      'a0: &a0 [x,x,x,x,x,x,x,x,x]',
      ...Array.from({ length: 12 }, (_, i) => `a${String(i + 1)}: &a${String(i + 1)} [${`*a${String(i)},`.repeat(9)}]`),
    ];
    expect(documentOf(bomb.join('\n'))).toBeDefined();
  });

  it('of any text is read without a throw', () => {
    const pieces = fc.constantFrom(
      'a:',
      ' ',
      '\n',
      '  ',
      '- ',
      '&x ',
      '*x',
      '<<: ',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '|',
      '>',
      '#',
      '!!js ',
      '---\n',
      '%YAML',
      '\t',
      '?',
      ': ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 40 }), (parts) => {
        const { problems } = readYaml('any.yml', parts.join(''));
        for (const { at } of problems) expect(at.line).toBeGreaterThan(0);
      }),
    );
  });
});
