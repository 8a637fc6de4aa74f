import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { withLefthook, withoutLefthook, withoutPreCommit, withPreCommit } from '../../src/hooks/yaml.js';

const LEFTHOOK = '# ours\npre-commit:\n  parallel: true\n  commands:\n    test:\n      run: npm test # all\n';
const FRAMEWORK = '# ours\nrepos:\n  - repo: local\n    hooks:\n      - id: test\n        entry: npm test\n';

describe.each([
  ['lefthook', LEFTHOOK, withLefthook, withoutLefthook],
  ['pre-commit', FRAMEWORK, withPreCommit, withoutPreCommit],
])('%s', (_, text, add, remove) => {
  it('gets our command, keeps its own and its comments, and gives ours back', () => {
    const after = add(text, 'msa lint --staged');
    expect(after).toContain('msa lint --staged');
    expect(after).toContain('# ours');
    expect(after).toContain('npm test');
    expect(add(after, 'msa lint --staged')).toBe(after);
    expect(remove(after)).toBe(text);
    expect(remove(text)).toBe(text);
  });

  it('keeps line ends of Windows', () => {
    const windows = text.replaceAll('\n', '\r\n');
    const after = add(windows, 'msa');
    expect(after).not.toMatch(/(?<!\r)\n/);
    expect(remove(after)).toBe(windows);
  });

  it('gets our command where it has nothing yet', () => {
    expect(parse(add('', 'msa lint'))).not.toBeNull();
    expect(parse(remove(add('', 'msa lint'))) ?? {}).not.toHaveProperty('pre-commit');
  });

  it('is refused when it is broken', () => {
    expect(() => add('a: [', 'msa')).toThrow('broken');
    expect(() => add('text', 'msa')).toThrow('not what it should be');
  });
});
