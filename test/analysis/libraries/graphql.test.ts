import { describe, expect, it } from 'vitest';

import { meanings } from '../../support/calls.js';

/** Code → fields of object types with their resolvers, schema text; sorted. */
const CASES: Record<string, { code: string | Record<string, string>; says: string[] }> = {
  'apollo: resolver maps of several modules, schema text with and without a tag': {
    code: {
      'app/a.ts': `import { ApolloServer } from '@apollo/server'; import gql from 'graphql-tag'; import { books } from './books.js'; import { authors } from './authors.js';
        new ApolloServer({ typeDefs: [gql\`type Query { books: [Book!] }\`, 'type Book { author: Author }'], resolvers: [books, authors] });`,
      'app/books.ts': `export const books = { Query: { books: () => [] }, Book: { author: (book) => fetch('http://authors/' + book.author) } };`,
      'app/authors.ts': `const books = async (author: { id: string }) => fetch('http://books/' + author.id); export const authors = { Author: { books } };`,
    },
    says: [
      'field Author.books resolved',
      'field Book.author resolved',
      'field Query.books resolved',
      'schema type Book { author: Author }',
      'schema type Query { books: [Book!] }',
    ],
  },
  'subgraphs: a list of modules, a reference resolver': {
    code: `const { buildSubgraphSchema } = require('@apollo/subgraph'); buildSubgraphSchema([{ typeDefs: 'type A { b: B }', resolvers: { A: { __resolveReference(ref) { return ref; } } } }]);`,
    says: ['field A.__resolveReference resolved', 'schema type A { b: B }'],
  },
  'nest: code first': {
    code: {
      'app/a.ts': `import { Args, Field, ObjectType, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql'; import { Author } from './author.js';
        @ObjectType() class Book { @Field() title: string; @Field(() => [Author], { nullable: true }) authors: Author[]; }
        @Resolver((of) => Book) export class Books { @Query((returns) => [Book], { name: 'allBooks' }) books() {} @ResolveField('writer', () => Author) author(@Parent() book: Book) {} @ResolveReference() find() {} }`,
      'app/author.ts': `import { Field, ObjectType } from '@nestjs/graphql'; @ObjectType('Person') export class Author { @Field() name: string; }`,
    },
    says: [
      'field Book.__resolveReference resolved',
      'field Book.authors: Person[]',
      'field Book.title',
      'field Book.writer: Person resolved',
      'field Person.name',
      'field Query.allBooks: Book[] resolved',
    ],
  },
  'nest: schema first': {
    code: `import { Parent, ResolveField, Resolver } from '@nestjs/graphql'; @Resolver('Book') export class Books { @ResolveField('author') byId(@Parent() book: unknown) {} @ResolveField() tags() {} }`,
    says: ['field Book.author resolved', 'field Book.tags resolved'],
  },
  'mercurius: a plugin of fastify': {
    code: `import fastify from 'fastify'; import mercurius from 'mercurius'; const app = fastify();
      app.register(mercurius, { schema: 'type Query { books: [Book!] }', resolvers: { Query: { books: () => [] }, Book: { author: (book) => fetch('http://authors/' + book.author) } } });`,
    says: ['field Book.author resolved', 'field Query.books resolved', 'schema type Query { books: [Book!] }'],
  },
  'a map of functions for something else': {
    code: `import { Table } from 'elsewhere'; new Table({ resolvers: { Book: { author: () => 1 } } });`,
    says: [],
  },
};

describe('fields of GraphQL types', () => {
  it.each(Object.entries(CASES))('%s', (_name, { code, says }) => {
    expect(meanings(code, ['graphql-field', 'graphql-schema'])).toEqual([...says].sort());
  });
});
