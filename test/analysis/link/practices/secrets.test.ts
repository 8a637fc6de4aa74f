import { describe, expect, it } from 'vitest';

import { systemOf } from '../../../support/link.js';

const secretsOf = (code: string, env = {}) =>
  systemOf({ units: { orders: { code, env } } }).secrets.map(({ what, at }) => `${what} ${at.line}`);

describe('a key in the code', () => {
  it.each([
    ['signs tokens', `import jwt from 'jsonwebtoken';\njwt.sign({}, 'topsecret');`, 'the key of its tokens 2'],
    [
      'checks tokens',
      `import jwt from 'jsonwebtoken';\njwt.verify(token, 'topsecret'); declare const token: string;`,
      'the key of its tokens 2',
    ],
    [
      'is told a module',
      `import { JwtModule } from '@nestjs/jwt';\nJwtModule.register({ secret: 'topsecret' });`,
      'the key of its tokens 2',
    ],
    [
      'is told a module by a factory',
      `import { JwtModule } from '@nestjs/jwt';\nJwtModule.registerAsync({ useFactory: () => ({ secret: 'topsecret' }) });`,
      'the key of its tokens 2',
    ],
    [
      'is told a strategy',
      `import { Strategy } from 'passport-jwt';\nnew Strategy({ secretOrKey: 'topsecret' });`,
      'the key of its tokens 2',
    ],
    ['signs sessions', `import session from 'express-session';\nsession({ secret: 'topsecret' });`, 'the key of its sessions 2'],
    ['is one of several', `import session from 'cookie-session';\nsession({ keys: ['topsecret', 'older'] });`, 'the key of its sessions 2'],
    ['signs texts', `import { createHmac } from 'node:crypto';\ncreateHmac('sha256', 'topsecret');`, 'the key of its signatures 2'],
    ['pays', `import Stripe from 'stripe';\nnew Stripe('sk_live_abcdef');`, 'its key of Stripe 2'],
    [
      'sends mails',
      `import mailer from 'nodemailer';\nmailer.createTransport({ auth: { user: 'shop', pass: 'topsecret' } });`,
      'the password of its mails 2',
    ],
    [
      'opens a database',
      `import { Pool } from 'pg';\nnew Pool({ connectionString: 'postgres://shop:topsecret@db/shop' });`,
      'the password of its database 2',
    ],
    [
      'opens a database by its field',
      `import { Pool } from 'pg';\nnew Pool({ host: 'db', password: 'topsecret' });`,
      'the password of its database 2',
    ],
  ])('%s', (_, code, expected) => {
    expect(secretsOf(code)).toEqual([expected]);
  });
});

describe('no key in the code', () => {
  it.each([
    ['a variable', `import jwt from 'jsonwebtoken'; jwt.sign({}, process.env.KEY);`],
    ['what stands in for a variable while developing', `import jwt from 'jsonwebtoken'; jwt.sign({}, process.env.KEY ?? 'topsecret');`],
    ['a sample', `import jwt from 'jsonwebtoken'; jwt.sign({}, 'your-secret-here');`],
    ['nothing', `import { Pool } from 'pg'; new Pool({ host: 'db', password: '' });`],
    ['an address without a password', `import { Pool } from 'pg'; new Pool({ connectionString: 'postgres://db/shop' });`],
    ['a call of somebody else', `import { sign } from './sign.js'; sign({}, 'topsecret');`],
  ])('%s', (_, code) => {
    expect(secretsOf(code)).toEqual([]);
  });
});
