import { describe, expect, it } from 'vitest';

import { systemOf } from '../../support/link.js';

const ASK = `import axios from 'axios'; export const ask = (host) => axios.get(host + '/rentals');`;
const OLD = `import { ask } from './ask'; export function old() { return ask('http://rentals:3000'); }`;
const MAIN = `import express from 'express'; const app = express(); app.get('/returns', list); app.listen(3000);`;

function tiers(code: Readonly<Record<string, string>>): string[] {
  const { edges } = systemOf({
    units: {
      rentals: `import express from 'express'; const app = express(); app.get('/rentals', list); app.listen(3000);`,
      returns: { entries: ['returns/src/main.ts'], code: { 'src/main.ts': MAIN, 'src/ask.ts': ASK, 'src/old.ts': OLD, ...code } },
    },
  });
  return edges.map(({ from, to, confidence }) => `${from} ${to} ${confidence}`);
}

describe('calls of functions in files that nothing loads', () => {
  it('are inferred: nobody knows whether they are ever made', () => {
    expect(tiers({})).toEqual(['returns rentals inferred']);
  });

  it('are static where something loads the file', () => {
    expect(tiers({ 'src/main.ts': `import './old'; ${MAIN}` })).toEqual(['returns rentals static']);
  });

  it('are static where the same is called by code that runs', () => {
    expect(tiers({ 'src/main.ts': `import { ask } from './ask'; ask('http://rentals:3000'); ${MAIN}` })).toEqual([
      'returns rentals static',
    ]);
  });

  it('are static where the function is called when the file is loaded, by whom ever', () => {
    expect(tiers({ 'src/old.ts': `${OLD} old();` })).toEqual(['returns rentals static']);
  });
});
