import { describe, expect, it } from 'vitest';

import { ignoreComments } from '../../../src/analysis/deployment-files/ignore-comments.js';

const FILE = 'docker-compose.yml';

describe('# msa-ignore', () => {
  it('stands for the next line that holds something, or for its own', () => {
    const text =
      'services:\r\n  # msa-ignore a/b expires 2030-03-31 -- why\r\n\r\n  # more\r\n  db:\r\n    image: postgres # msa-ignore a/c -- because\r\n';
    expect(ignoreComments(FILE, text)).toEqual([
      { file: FILE, line: 2, column: 3, covers: 5, rules: ['a/b'], reason: 'why', expires: '2030-03-31' },
      { file: FILE, line: 6, column: 21, covers: 6, rules: ['a/c'], reason: 'because' },
    ]);
  });

  it.each([
    ['schema.prisma', '// msa-ignore a/b -- why\nmodel Order {\n'],
    ['shop.proto', '/// msa-ignore a/b -- why\nservice Orders {\n'],
    ['migrations/1.sql', '-- msa-ignore a/b -- why\nCREATE TABLE orders (id int);\n'],
    ['schema.graphql', '# msa-ignore a/b -- why\ntype Query {\n'],
    ['Dockerfile', '# msa-ignore a/b -- why\nFROM node\n'],
  ])('is written in %s as it comments', (file, text) => {
    expect(ignoreComments(file, text)).toEqual([{ file, line: 1, column: 1, covers: 2, rules: ['a/b'], reason: 'why' }]);
  });

  it('is no comment in the words of another format', () => {
    expect(ignoreComments('a.sql', '# msa-ignore a/b -- why\n')).toEqual([]);
    expect(ignoreComments('a.yaml', '// msa-ignore a/b -- why\n')).toEqual([]);
  });

  it.each(['image: "a#msa-ignore a/b -- why"', '# msa-ignored a/b -- why', 'name: msa-ignore'])('is not %j', (text) => {
    expect(ignoreComments(FILE, text)).toEqual([]);
  });
});
