import { describe, expect, it } from 'vitest';

import { extract } from '../../../src/analysis/extract/extract.js';

const told = (text: string, file = 'a.ts'): string[] =>
  (extract(file, text).ignores ?? []).map(
    ({ line, column, covers, rules, reason }) => `${line}:${column} → ${covers} ${rules.join('+')}: ${reason}`,
  );

describe('a comment that accepts findings', () => {
  it.each([
    ['stands for the next line', '// msa-ignore a/b -- why\ncall();', '1:1 → 2 a/b: why'],
    ['stands for its own line behind code', 'call(); // msa-ignore a/b -- why\nother();', '1:9 → 1 a/b: why'],
    [
      'stands above blank lines and other comments',
      '  // msa-ignore a/b -- why\n\n  // more\n  /* and\n   * more */\n  call();',
      '1:3 → 6 a/b: why',
    ],
    ['may be a block', '/* msa-ignore a/b -- why */\ncall();', '1:1 → 2 a/b: why'],
    ['may be a block of several lines', '/* msa-ignore a/b -- why\n   and more */\ncall();', '1:1 → 3 a/b: why'],
    ['may name several rules', '// msa-ignore a/b, a/c -- why\ncall();', '1:1 → 2 a/b+a/c: why'],
    ['has the same place with other line ends', 'first();\r\n// msa-ignore a/b -- why\r\ncall();\r\n', '2:1 → 3 a/b: why'],
    ['stands inside an expression', 'call(\n  // msa-ignore a/b -- why\n  other(),\n);', '2:3 → 3 a/b: why'],
    ['stands at the end of a block', 'if (x) {\n  call();\n  // msa-ignore a/b -- why\n}', '3:3 → 4 a/b: why'],
    ['stands at the end of the file', 'call();\n// msa-ignore a/b -- why', '2:1 → 2 a/b: why'],
  ])('%s', (_, text, expected) => {
    expect(told(text)).toEqual([expected]);
  });

  it('is JSX in JSX', () => {
    expect(told('const x = (\n  <A>\n    {/* msa-ignore a/b -- why */}\n    <B />\n  </A>\n);', 'a.tsx')).toEqual(['3:6 → 4 a/b: why']);
  });

  it.each([
    ['a text', "call('// msa-ignore a/b -- why');"],
    ['a template', 'call(`\n// msa-ignore a/b -- why\n${x}// msa-ignore a/b -- why`);'],
    ['a regular expression', 'call(/a[/]* msa-ignore a/);'],
    ['text between tags', 'const x = <A>// msa-ignore a/b -- why</A>;'],
    ['another word', '// msa-ignored a/b -- why\n// msa-ignore-next a/b -- why\ncall();'],
    ['prose', '// as in: // msa-ignore a/b -- why\ncall();'],
  ])('is not what looks like one in %s', (_, text) => {
    expect(told(text, 'a.tsx')).toEqual([]);
  });
});

it('a file without one has no such fact', () => {
  expect(extract('a.ts', '// nothing\ncall();')).not.toHaveProperty('ignores');
});
