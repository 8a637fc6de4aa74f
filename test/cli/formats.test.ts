import { describe, expect, it } from 'vitest';

import { targets } from '../../src/cli/formats.js';

const known = ['text', 'json'];

describe('targets', () => {
  it.each([
    [['text'], undefined, [{ format: 'text' }]],
    [['text', 'json=a=b.json'], undefined, [{ format: 'text' }, { format: 'json', file: 'a=b.json' }]],
    [['json'], 'out.json', [{ format: 'json', file: 'out.json' }]],
    [
      ['json=a.json', 'text'],
      'b.txt',
      [
        { format: 'json', file: 'a.json' },
        { format: 'text', file: 'b.txt' },
      ],
    ],
  ])('%j with --output %s', (formats, output, expected) => {
    expect(targets(formats, output, { known })).toEqual(expected);
  });

  it.each([
    [['jsn'], undefined, 'there is no format "jsn"', 'Did you mean json?'],
    [['constructor'], undefined, 'there is no format "constructor"', 'Formats: text, json.'],
    [['json='], undefined, '--format json= names no file', 'Write --format json=FILE.'],
    [['json', 'text'], undefined, 'two reports for one place: json and text', 'Give all but one a file: --format json=report.json.'],
    [['text'], '', '--output names no file', 'Write --output FILE.'],
    [['json=a'], 'b', '--output has nothing to write', 'Every --format has its own file already.'],
  ])('%j with --output %s is refused', (formats, output, message, hint) => {
    expect(() => targets(formats, output, { known })).toThrow(expect.objectContaining({ message, hint, code: 'E_USAGE' }));
  });
});
