import { describe, expect, it } from 'vitest';

import { defaultsOf, defaultTexts } from '../../../../src/analysis/link/values/defaults.js';
import { factsOf } from '../../../support/facts.js';

describe('texts that stand for what is not set', () => {
  it.each([
    ["const url = process.env.URL ?? 'http://localhost:3001';", 'http://localhost:3001'],
    ["export const key = read('TOKEN_KEY', 'captain');", 'captain'],
    ["export const schema = joi.string().default('captain').required();", 'captain'],
    ["export function open(host = 'localhost') { return host; }", 'localhost'],
    ["const LOCAL = 'localhost';\nexport const host = options.host || LOCAL;", 'localhost'],
  ])('%s', (code, text) => {
    expect([...defaultTexts([{ defaults: defaultsOf(factsOf(code)) }])]).toContain(text);
  });

  it.each(["const url = 'http://localhost:3001';", "export const key = sign(payload, 'captain');", "export const x = read('captain');"])(
    'are none in %s',
    (code) => {
      expect([...defaultTexts([{ defaults: defaultsOf(factsOf(code)) }])]).toEqual([]);
    },
  );
});
