import { describe, expect, it } from 'vitest';

import { fieldLoops } from '../../../../src/analysis/link/requests/graphql-fields.js';
import { contextFor, type SystemSpec } from '../../../support/link.js';

/** `User.posts` of resolver maps in Apollo: fields that run once per object. */
function fields(sdl: string, resolvers: string, spec: Partial<SystemSpec> = {}): string[] {
  const { linked, schemas } = contextFor({
    units: { web: `import { ApolloServer } from '@apollo/server'; new ApolloServer({ typeDefs: \`${sdl}\`, resolvers: ${resolvers} });` },
    ...spec,
  });
  return linked.flatMap((item) =>
    [...fieldLoops(item, schemas)].map(([frame, loop]) => `${item.program.frames[frame]?.name ?? ''} over ${loop.kind}`),
  );
}

const RESOLVERS = `{ Query: { users() { return []; } }, User: { posts() { return 1; } } }`;

describe('fields of types', () => {
  it.each([
    ['that come in lists run once per object', 'type Query { users: [User] } type User { posts: Int }', RESOLVERS, ['posts over callback']],
    ['that come alone do not', 'type Query { users: User } type User { posts: Int }', RESOLVERS, []],
    ['that nobody declares do not', 'type Query { users: [Int] }', RESOLVERS, []],
    [
      'that a gateway asks for run once per object',
      'type Query { a: Int }',
      `{ User: { __resolveReference() { return 1; } } }`,
      ['__resolveReference over callback'],
    ],
  ])('%s', (_, sdl, resolvers, expected) => {
    expect(fields(sdl, resolvers)).toEqual(expected);
  });

  it('are declared by schema files too', () => {
    const graphql = [{ file: 'schema.graphql', text: 'type Query { users: [User] } type User { posts: Int }' }];
    const code = `import { ApolloServer } from '@apollo/server'; new ApolloServer({ resolvers: ${RESOLVERS} });`;
    expect(fields('', RESOLVERS, { units: { web: code }, schemas: { graphql } })).toEqual(['posts over callback']);
  });
});
