import { describe, expect, it } from 'vitest';

import { meanings } from '../../support/calls.js';

/** Code → where its requests go, which is what was read. */
const CASES: Record<string, { code: string | Record<string, string>; says: string[] }> = {
  'process.env: plain, destructured, with defaults, by a helper of ours': {
    code: {
      'app/a.ts': `import 'dotenv/config'; import { required } from './required.js'; const { A_URL, B_URL = 'http://b' } = process.env; fetch(A_URL!); fetch(B_URL); fetch(process.env['C_URL'] || 'http://c'); fetch(required('D_URL')); import process from 'node:process'; fetch(process.env.E_URL!);`,
      'app/required.ts': `export function required(name: string) { const value = process.env[name]; if (!value) throw new Error(name); return value; }`,
    },
    says: [
      'request GET process.env.A_URL',
      'request GET process.env.B_URL ?? http://b',
      'request GET process.env.C_URL ?? http://c',
      'request GET process.env.D_URL',
      'request GET process.env.E_URL',
    ],
  },
  'a loop that fills settings with the variables of their names': {
    code: {
      'app/a.ts': `import { env, all, own, typed } from './env.js'; fetch(env.A_URL); fetch(typed.E_URL); fetch(typed.F_URL); fetch(env.made()); fetch(all.B_URL); fetch(own.C_URL); fetch(own.D_URL); fetch(own.fixed);`,
      'app/env.ts': `export const env = { A_URL: '', made: () => 'http://made' }; for (const key of Object.keys(env)) env[key] = process.env[key];
        export const all = {}; for (const key in process.env) { all[key] = process.env[key] ?? ''; }
        const defaults = { E_URL: 'http://e' }; export const typed: Record<string, string> = {}; for (const key of names()) typed[key] = (process.env[key] as string) ?? defaults[key]; declare function names(): string[];
        class Own { C_URL: string; D_URL = 'http://d'; constructor() { for (const key of Object.keys(this)) this[key] = process.env[key] || this[key]; } } export const own = new Own();`,
    },
    says: [
      'request GET http://made',
      'request GET process.env.A_URL ?? ',
      'request GET process.env.B_URL',
      'request GET process.env.C_URL',
      'request GET process.env.D_URL ?? http://d',
      'request GET process.env.E_URL ?? http://e',
      'request GET process.env.F_URL',
      'request GET this.fixed',
    ],
  },
  'dotenv: what it has read': {
    code: `import dotenv from 'dotenv'; const { parsed } = dotenv.config(); fetch(parsed!.A_URL); const config = require('dotenv').config().parsed; fetch(config.B_URL);`,
    says: ['request GET process.env.A_URL', 'request GET process.env.B_URL'],
  },
  'zod: parse, safeParse, extended schemas, what is written out': {
    code: {
      'app/a.ts': `import { env, safe, more, out } from './env.js'; fetch(env.A_URL); fetch(env.B_URL); fetch(safe.C_URL); fetch(more.A_URL + more.D_PATH); fetch(out.e);`,
      'app/env.ts': `import { z } from 'zod'; const base = z.object({ A_URL: z.string().url(), B_URL: z.string().default('http://b') }).passthrough(); export const env = base.parse(process.env); const checked = z.object({ C_URL: z.string() }).safeParse(process.env); if (!checked.success) process.exit(1); export const safe = checked.data; export const more = z.object({ A_URL: z.string() }).extend({ D_PATH: z.string() }).parse({ ...process.env }); export const out = z.object({ e: z.string().default('http://e') }).parse({ e: process.env.E_URL });`,
    },
    says: [
      'request GET ${process.env.A_URL}${process.env.D_PATH}',
      'request GET process.env.A_URL',
      'request GET process.env.B_URL ?? http://b',
      'request GET process.env.C_URL',
      'request GET process.env.E_URL ?? http://e',
    ],
  },
  'an environment that is handed on, filtered, and checked elsewhere': {
    code: `import { z } from 'zod'; const given = (all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')); function start({ env = {} } = {}) { const config = z.object({ A_URL: z.string(), B_URL: z.string().default('http://b') }).parse(given(env)); fetch(config.A_URL); fetch(config.B_URL); fetch(z.object({ C_URL: z.string() }).parse(env).C_URL); } start({ env: process.env });`,
    says: ['request GET process.env.A_URL', 'request GET process.env.B_URL ?? http://b', 'request GET process.env.C_URL'],
  },
  'zod: several schemas, and what a function makes of the environment': {
    code: `import { z } from 'zod'; const base = z.object({ A_URL: z.string().url().transform((text) => new URL(text)) }); const shop = base.and(z.discriminatedUnion('MODE', [z.object({ B_URL: z.string() }), z.object({ C_URL: z.string() })])).parse(process.env); fetch(shop.A_URL.toString()); fetch(shop.B_URL); fetch(z.union([base, z.object({ D_URL: z.string() })]).parse(process.env).D_URL);
      const toSettings = (env) => ({ orders: { url: env.E_URL } }); const settings = z.object({ E_URL: z.string() }).transform(toSettings).pipe(z.object({ orders: z.object({ url: z.string() }) })).parse(process.env); fetch(settings.orders.url);`,
    says: [
      'request GET process.env.A_URL',
      'request GET process.env.B_URL',
      'request GET process.env.D_URL',
      'request GET process.env.E_URL',
    ],
  },
  ...Object.fromEntries(
    [
      ["import * as E from 'fp-ts/lib/Either'", "import { pipe } from 'fp-ts/lib/function'"],
      ["import * as E from 'fp-ts/Either'", "import { pipe } from 'fp-ts/function'"],
      ["import * as E from 'fp-ts/lib/Either'", "import { pipe } from 'fp-ts/lib/pipeable'"],
      ["import * as E from 'fp-ts/Either'", "import { pipe } from 'fp-ts/pipeable'"],
      ["import { either as E, function as fn } from 'fp-ts'", 'const { pipe } = fn'],
    ].map(([either = '', pipe = '']) => [`io-ts with ${either}; ${pipe}`, ioTs(`${either}; ${pipe};`)]),
  ),
  'joi, yup, valibot': {
    code: `const Joi = require('joi'); import * as yup from 'yup'; import * as v from 'valibot'; const schema = Joi.object({ A_URL: Joi.string().default('http://a') }).unknown(); const { value, error } = schema.validate(process.env); fetch(value.A_URL); const { B_URL } = Joi.attempt(process.env, Joi.object().keys({ B_URL: Joi.string().required() })); fetch(B_URL); fetch(yup.object({ C_URL: yup.string().default('http://c') }).validateSync(process.env).C_URL); fetch(v.parse(v.object({ D_URL: v.string() }), process.env).D_URL);`,
    says: [
      'request GET process.env.A_URL ?? http://a',
      'request GET process.env.B_URL',
      'request GET process.env.C_URL ?? http://c',
      'request GET process.env.D_URL',
    ],
  },
  'envalid, t3, env-schema, znv': {
    code: `import { cleanEnv, str, url } from 'envalid'; import { createEnv } from '@t3-oss/env-core'; import envSchema from 'env-schema'; import { parseEnv } from 'znv'; import { z } from 'zod'; const env = cleanEnv(process.env, { A_URL: url({ default: 'http://a' }), B_URL: str() }); fetch(env.A_URL); fetch(env.B_URL); const t3 = createEnv({ server: { C_URL: z.string() }, client: {}, runtimeEnv: process.env }); fetch(t3.C_URL); const s = envSchema({ schema: { type: 'object', properties: { D_URL: { type: 'string', default: 'http://d' } } } }); fetch(s.D_URL); fetch(parseEnv(process.env, { E_URL: z.string().default('http://e') }).E_URL);`,
    says: [
      'request GET process.env.A_URL ?? http://a',
      'request GET process.env.B_URL',
      'request GET process.env.C_URL',
      'request GET process.env.D_URL ?? http://d',
      'request GET process.env.E_URL ?? http://e',
    ],
  },
  'a reader of a package without a table, by its name': {
    code: `import { readEnvOrDie } from '@acme/basics'; import { requireEnvironment as need } from '@acme/other'; import env from '@acme/env'; import { envelope, label } from '@acme/basics'; fetch(readEnvOrDie('A_URL')); fetch(need('B_URL', 'http://b')); fetch(env.get('C_URL')); fetch(env('D_URL')); fetch(label('E_URL')); fetch(envelope('F_URL')); fetch(readEnvOrDie('not a name'));`,
    says: [
      'request GET @acme/basics.envelope()',
      'request GET @acme/basics.label()',
      'request GET @acme/basics.readEnvOrDie()',
      'request GET process.env.A_URL',
      'request GET process.env.B_URL ?? http://b',
      'request GET process.env.C_URL',
      'request GET process.env.D_URL',
    ],
  },
  'env-var, convict, nconf': {
    code: `import env from 'env-var'; import convict from 'convict'; import nconf from 'nconf'; fetch(env.get('A_URL').required().asString()); fetch(env.get('B_URL').default('http://b').asUrlString()); fetch(env.from(process.env).get('C_URL').asString()); const config = convict({ orders: { url: { env: 'D_URL', default: 'http://d', format: String } }, fixed: { default: 'http://f' } }); fetch(config.get('orders.url')); fetch(config.get('orders').url); fetch(config.get('fixed')); nconf.env(); fetch(nconf.get('E_URL'));`,
    says: [
      'request GET http://f',
      'request GET process.env.A_URL',
      'request GET process.env.B_URL ?? http://b',
      'request GET process.env.C_URL',
      'request GET process.env.D_URL ?? http://d',
      'request GET process.env.E_URL',
    ],
  },
  'a schema for something else, a getter of another package': {
    code: `import { z } from 'zod'; import env from 'elsewhere'; import express from 'express'; express().post('/x', (req) => { const body = z.object({ A_URL: z.string() }).parse(req.body); fetch(body.A_URL); fetch(env.get('B_URL').asString()); });`,
    says: ['request GET elsewhere.get().asString()', 'request GET zod.z.object().parse().A_URL'],
  },
};

function ioTs(imports: string): { code: Record<string, string>; says: string[] } {
  return {
    code: {
      'app/config.ts': `import * as t from 'io-ts'; ${imports} const Settings = t.intersection([t.type({ A_URL: t.string }), t.partial({ B_URL: t.string })]); const checked = Settings.decode({ ...process.env, isProduction: process.env.NODE_ENV === 'production' }); export const settings = () => pipe(checked, E.getOrElseW((errors) => { throw new Error('no'); })); export const other = (checked as any).right;`,
      'app/a.ts': `import { other, settings } from './config.js'; const config = settings(); fetch(config.A_URL); fetch(other.B_URL);`,
    },
    says: ['request GET process.env.A_URL', 'request GET process.env.B_URL'],
  };
}

describe('the environment', () => {
  it.each(Object.entries(CASES))('%s', (_name, { code, says }) => {
    expect(meanings(code, ['request'])).toEqual([...says].sort());
  });
});
