import { describe, expect, it } from 'vitest';

import { fieldsOfSdl, typesInLists } from '../../src/shared/graphql-sdl.js';

const SHOP = `
  """ A type: [not, a, field] """
  type Book @key(fields: "id") { id: ID! # tags: [Nothing]
    title(locale: String = "de", tags: [Tag!]): String!
    author: Author! }
  extend type Author implements Person & Node { books(first: Int): [Book!]! }
  input Filter { words: [Word!] }
  type Query { book(id: ID!): Book, shop: Shop! }
`;

describe('fieldsOfSdl', () => {
  it('reads the fields of types, without arguments, comments and inputs', () => {
    expect(fieldsOfSdl(SHOP).map(({ type, name, of, isList }) => `${type}.${name}: ${of}${isList ? '[]' : ''}`)).toEqual([
      'Book.id: ID',
      'Book.title: String',
      'Book.author: Author',
      'Author.books: Book[]',
      'Query.book: Book',
      'Query.shop: Shop',
    ]);
  });

  it('finds nothing in other text', () => {
    expect(fieldsOfSdl('type of service: [fast]')).toEqual([]);
  });
});

describe('typesInLists', () => {
  it('are items of lists and what hangs on an item, such as the node of an edge', () => {
    const fields = fieldsOfSdl(`type Query { books: BookConnection! owner: User! }
      type BookConnection { edges: [BookEdge!]! }
      type BookEdge { node: Book! }
      type Book { title: String! }
      type User { name: String! }`);
    expect([...typesInLists(fields)].sort()).toEqual(['Book', 'BookEdge', 'String']);
  });
});
