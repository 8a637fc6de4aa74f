import { expect, it } from 'vitest';

import { severityOverrides } from '../../../src/cli/lint/overrides.js';

it('reads ID=SEVERITY', () => {
  expect(severityOverrides(['a/b=off', 'c/d=error'])).toEqual({ 'a/b': 'off', 'c/d': 'error' });
});

it.each([
  ['a/b=warn', 'Did you mean a/b=warning?'],
  ['a/b', 'Severities: off, info, warning, error.'],
  ['=off', 'Did you mean =off?'],
])('refuses %s', (text, hint) => {
  expect(() => severityOverrides([text])).toThrow(expect.objectContaining({ message: `--rule ${text} is not ID=SEVERITY`, hint }));
});
