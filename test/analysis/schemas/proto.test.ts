import { describe, expect, it } from 'vitest';

import { readProto } from '../../../src/analysis/schemas/proto.js';

describe('a proto file', () => {
  it('has services with their rpcs, each with its line', () => {
    const text = 'syntax = "proto3";\npackage shop;\nmessage Id {}\nservice Orders {\n  rpc Find (Id) returns (Id);\n}';
    expect(readProto('a.proto', text)).toEqual({
      file: 'a.proto',
      package: 'shop',
      services: [{ name: 'Orders', line: 4, methods: [{ name: 'Find', line: 5 }] }],
    });
  });

  it.each([
    ['syntax', 'syntax = "proto3";\nmessage Id {\n  string a 1;\n}', 3],
    [
      'a name that stands twice',
      'syntax = "proto3";\nmessage A {\n  string url = 1;\n}\nmessage B {\n  string url = 1;\n  string url = 2;\n}',
      7,
    ],
  ])('is broken in the line of %s', (_, text, line) => {
    expect(readProto('a.proto', text)).toMatchObject({ at: { file: 'a.proto', line } });
  });
});
