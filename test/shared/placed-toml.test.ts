import { describe, expect, it } from 'vitest';

import { tomlText, tomlValues } from '../../src/shared/placed-toml.js';

function lines(text: string): string[] | undefined {
  return tomlValues(text)?.map(({ path, value, line, column }) => `${path.join('/')} = ${value} ${line}:${column}`);
}

describe('values of TOML', () => {
  it('stand under the names of their tables and keys, with their places', () => {
    const text = `app = "orders" # ours
[env]
  PORT = 3000
  'a.b'."c" = true
[[ports]]
number = 0x50
[[ports]]
handlers = [
  "tls", { name = 'http', at.once = false },
]
since = 2024-01-02`;
    expect(lines(text)).toEqual([
      'app = orders 1:1',
      'env/PORT = 3000 3:3',
      'env/a.b/c = true 4:3',
      'ports/0/number = 80 6:1',
      'ports/1/handlers/0 = tls 8:1',
      'ports/1/handlers/1/name = http 9:12',
      'ports/1/handlers/1/at/once = false 9:27',
      'ports/1/since = 2024-01-02 11:1',
    ]);
  });

  it('may be texts of several lines', () => {
    expect(tomlValues(`run = """\nnode \\\n  main.js"""`)?.map(({ value }) => value)).toEqual(['node main.js']);
  });

  it('are found by their path', () => {
    const values = tomlValues(`[build]\nname = 'a'\n[build.args]\nname = 'b'`) ?? [];
    expect(tomlText(values, 'build', 'args', 'name')).toBe('b');
    expect(tomlText(values, 'build', 'args')).toBeUndefined();
  });

  it.each(['a = ', '[a', 'a = 1\na = 2', '{{ range .Services }}', `a = ${'['.repeat(100_000)}`])(
    'are none where it is no TOML: %#',
    (text) => {
      expect(tomlValues(text)).toBeUndefined();
    },
  );
});
