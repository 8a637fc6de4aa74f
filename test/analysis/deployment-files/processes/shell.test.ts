import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { shellCommands, shellLine } from '../../../../src/analysis/deployment-files/processes/shell.js';

function told(text: string): string[] {
  return shellCommands(text).map(({ words, env }) => {
    const set = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    return [...set, ...words.map((word) => `[${word}]`)].join(' ');
  });
}

describe('shellCommands', () => {
  it.each([
    ['one command', 'node dist/main.js --port 3000', ['[node] [dist/main.js] [--port] [3000]']],
    ['in the background', 'node a.js & node b.js', ['[node] [a.js]', '[node] [b.js]']],
    ['in a row', 'npm run migrate && npm start; echo done', ['[npm] [run] [migrate]', '[npm] [start]', '[echo] [done]']],
    ['lines', '#!/bin/sh\n\nnode a.js\n  node b.js # the other\n', ['[node] [a.js]', '[node] [b.js]']],
    ['a line that goes on', 'node \\\n  a.js', ['[node] [a.js]']],
    ['quotes', `sh -c "node a.js && node 'b c.js'"`, ["[sh] [-c] [node a.js && node 'b c.js']"]],
    ['quotes in a word', `node --title='two words'`, ['[node] [--title=two words]']],
    ['variables', 'PORT=3000 NAME="a b" node a.js', ['PORT=3000 NAME=a b [node] [a.js]']],
    ['exported variables', 'export PORT=3000', ['PORT=3000']],
    ['programs that start others', 'exec dumb-init npx cross-env PORT=1 nodemon a.js', ['PORT=1 [nodemon] [a.js]']],
    ['a condition', 'if [ -z "$X" ]; then export X=1; fi', ['[[] [-z] [$X] []]', 'X=1', '[fi]']],
    ['a group', '(cd a && node .)', ['[cd] [a]', '[node] [.]']],
    ['a hash in a word', 'node a#b', ['[node] [a#b]']],
    ['an open quote', 'node "a.js', ['[node] ["a.js]']],
    ['nothing', ' \n # x\n', []],
  ])('%s', (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it('gives back the words that a line was made of', () => {
    const word = fc.stringMatching(/^[a-z "'&;()./-]{1,12}$/).filter((text) => text.trim() !== '' && !/^(-- ?|do|if)$/.test(text));
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 5 }), (words) => {
        expect(shellCommands(shellLine(['run', ...words]))).toEqual([{ words: ['run', ...words], env: {} }]);
      }),
    );
  });
});
