import { expect, it } from 'vitest';

import { importsInText } from '../../../src/analysis/extract/imports-in-text.js';

it('guesses what a text imports', () => {
  const text = `
    import a from './a.js';
    import "./b.js";
    import { c,
      d } from "../c.js";
    export * from './e.js';
    const f = require('f'), g = await import( './g.js' );
    const said = 'from here';
    import { broken } from './not closed
  `;
  expect(importsInText(text)).toEqual(['./a.js', './b.js', '../c.js', './e.js', 'f', './g.js']);
});
