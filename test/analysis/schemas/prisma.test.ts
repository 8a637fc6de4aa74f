import { describe, expect, it } from 'vitest';

import { readPrisma } from '../../../src/analysis/schemas/prisma.js';

describe('readPrisma', () => {
  it('tells the datasource, where the client goes, and the models with their tables', () => {
    const schema = `// model Ghost { }
generator client {
  provider = "prisma-client-js"
  output   = "../generated" // not "elsewhere"
}

datasource db {
  provider = "postgresql"
  url      = env("ORDERS_DATABASE_URL")
}

model Order {
  id    Int    @id
  data  Json   @default("{ \\"a\\": {} }")
  note  String @default("// no } comment")

  @@map("orders")
  @@schema("sales")
}

  model Item { // }
  id Int @id
  @@map(name: "order_items")
}

enum State { OPEN }
model Plain {
  id Int @id
}
`;
    expect(readPrisma('schema.prisma', schema)).toEqual({
      file: 'schema.prisma',
      provider: 'postgres',
      urlEnv: 'ORDERS_DATABASE_URL',
      generatorOutput: '../generated',
      models: [
        { name: 'Order', table: 'orders', schema: 'sales', line: 12 },
        { name: 'Item', table: 'order_items', line: 21 },
        { name: 'Plain', table: 'Plain', line: 27 },
      ],
    });
  });

  it('tells whose rows a row needs', () => {
    const schema = `model Order {
  id      Int   @id
  user    User  @relation(fields: [userId], references: [id])
  userId  Int
  // shop Shop @relation(fields: [shopId], references: [id])
  coupon  Coupon? @relation("used", fields: [couponId], references: [id])
  lines   Line[]
  payer   User @relation(name: "payer", fields: [payerId], references: [id])
  profile Profile @relation("profile")
}
`;
    const file = readPrisma('schema.prisma', schema);
    expect('models' in file && file.models).toEqual([{ name: 'Order', table: 'Order', needs: ['User'], line: 1 }]);
  });

  it('reads an address that is written down, and Windows line ends', () => {
    expect(readPrisma('a.prisma', 'datasource db {\r\n  provider = "sqlite"\r\n  url = "file:./dev.db"\r\n}\r\n')).toEqual({
      file: 'a.prisma',
      provider: 'sqlite',
      url: 'file:./dev.db',
      models: [],
    });
  });

  it('is empty for a file without blocks', () => {
    expect(readPrisma('a.prisma', 'hello')).toEqual({ file: 'a.prisma', models: [] });
  });

  it('tells which block is not closed', () => {
    expect(readPrisma('a.prisma', 'enum A { X }\n\nmodel Order {\n  id Int\n')).toEqual({
      at: { file: 'a.prisma', line: 3, column: 1 },
      message: 'broken Prisma schema: model Order is not closed',
    });
  });
});
