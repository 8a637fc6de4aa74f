import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { hasBlock, hookCommand, withBlock, withoutBlock } from '../../src/hooks/shell.js';

const COMMAND = hookCommand('');

describe('the block in a hook', () => {
  it('is all there is of a hook that was not there', () => {
    const script = withBlock(undefined, COMMAND);
    expect(script).toBe(`#!/bin/sh\n# >>> msa >>>\n${COMMAND}\n# <<< msa <<<\n`);
    expect(withoutBlock(script)).toBeUndefined();
  });

  it.each(['#!/bin/sh\nnpm test\n', '#!/usr/bin/env bash\r\nnpm test\r\n', 'npm test\n', '#!/bin/sh\nset -e\nexec npm test\n'])(
    'leaves the rest as it is, and so does taking it out: %j',
    (script) => {
      const after = withBlock(script, COMMAND);
      expect(withoutBlock(after)).toBe(script);
      expect(after.replaceAll('\r\n', '')).not.toMatch(script.includes('\r\n') ? /\n/ : /\r/);
    },
  );

  it('comes first where the end may not be reached', () => {
    expect(withBlock('#!/bin/sh\nexec npm test\n', COMMAND)).toMatch(/^#!\/bin\/sh\n# >>> msa >>>/);
    expect(withBlock('#!/bin/sh\nnpm test\n', COMMAND)).toMatch(/npm test\n# >>> msa >>>/);
  });

  it('is there once, and renewed', () => {
    const once = withBlock('npm test\n', hookCommand('shop'));
    expect(withBlock(once, hookCommand('shop'))).toBe(once);
    expect(withBlock(once, COMMAND)).toBe(withBlock('npm test\n', COMMAND));
  });

  it('is refused by what is no shell script', () => {
    expect(() => withBlock('#!/usr/bin/env python3\nprint(1)\n', COMMAND)).toThrow('no shell script');
  });

  it('can be taken out of any script that ends its lines', () => {
    const line = fc.string().filter((text) => !/[\r\n]|^#!|msa [<>]/.test(text));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const script = lines.map((text) => `${text}${end}`).join('');
        fc.pre(script.trim() !== '');
        const after = withBlock(script, COMMAND);
        expect(hasBlock(after)).toBe(true);
        expect(withoutBlock(after)).toBe(script);
      }),
    );
  });
});

it('a root with odd characters is one word', () => {
  expect(hookCommand("it's")).toContain(`--root 'it'\\''s'`);
});
