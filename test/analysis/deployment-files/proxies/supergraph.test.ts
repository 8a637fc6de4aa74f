import { describe, expect, it } from 'vitest';

import { isSupergraphFile, readSupergraph } from '../../../../src/analysis/deployment-files/proxies/supergraph.js';

function passes(text: string): string[] {
  return (readSupergraph('supergraph.graphql', text)?.passes ?? []).map(({ prefix, target, at }) => `${at.line} ${prefix} ${target}`);
}

describe('isSupergraphFile', () => {
  it.each([
    ['supergraph.graphql', true],
    ['gateway/schema.graphqls', true],
    ['gateway/schema.gql', true],
    ['gateway/graphql.ts', false],
  ])('%s: %s', (file, expected) => {
    expect(isSupergraphFile(file)).toBe(expected);
  });
});

describe('readSupergraph', () => {
  it.each([
    [
      'each service of a composed schema',
      'directive @join__graph(name: String!, url: String!) on ENUM_VALUE\nenum join__Graph {\n  ORDERS @join__graph(name: "orders" url: "http://orders:4000/graphql")\n  STOCK @join__graph(name: "stock", url: "http://stock/")\n}',
      ['3 / http://orders:4000/graphql', '4 / http://stock/'],
    ],
    ['no service without an address', 'enum join__Graph {\n  ORDERS @join__graph(name: "orders", url: "")\n}', []],
    ['nothing of the schema of one service', 'type Query { orders: [String] }', []],
  ])('reads %s', (_, text, expected) => {
    expect(passes(text)).toEqual(expected);
  });
});
