import { expect, it } from 'vitest';

import { digestOf } from '../../../src/analysis/digest.js';
import { type Answer, answering } from '../../../src/analysis/extract/ahead.js';
import { lowerHere, type LowerTexts, type SourceText } from '../../../src/analysis/extract/lower-texts.js';

const here = lowerHere(digestOf);

function counted(): { readonly lower: LowerTexts; readonly lowered: string[] } {
  const lowered: string[] = [];
  return { lowered, lower: (texts) => (lowered.push(...texts.map(({ file }) => file)), here(texts)) };
}

/** Of each text what it gives. */
function told({ digests, facts, lengths }: Answer): unknown[] {
  let at = 0;
  const jsons = lengths.map((length) => Buffer.from(facts.subarray(at + 1, (at += 1 + length))).toString());
  expect(Buffer.from(facts).toString()).toBe(`[${jsons.join(',')}]`);
  return (JSON.parse(digests) as unknown[]).map((digest, index) => ({ facts: JSON.parse(jsons[index] ?? '') as unknown, digest }));
}

function source(file: string, text = `fetch('/${file}');`): SourceText {
  return { file, text };
}

it('what was lowered before anybody asked is the answer', async () => {
  const { lower, lowered } = counted();
  const { answer, begin } = answering(lower, (root, file) => (file === 'no-source.ts' ? undefined : source(`${root}/${file}`).text));
  await begin({ root: 'shop', files: ['a.ts', 'no-source.ts', 'b.ts'] });
  expect(lowered).toEqual(['a.ts', 'b.ts']);
  const texts = [source('b.ts', "fetch('/shop/b.ts');"), source('c.ts')];
  expect(told(await answer(texts))).toEqual((await here(texts)).map(({ facts, digest }) => ({ facts: facts(), digest })));
  expect(lowered).toEqual(['a.ts', 'b.ts', 'c.ts']);
});

it('a file that held something else is lowered as it is asked for', async () => {
  const { lower } = counted();
  const { answer, begin } = answering(lower, (_, file) => source(file, 'early();').text);
  await begin({ root: 'shop', files: ['a.ts'] });
  const texts = [source('a.ts', 'late();')];
  expect(told(await answer(texts))).toEqual((await here(texts)).map(({ facts, digest }) => ({ facts: facts(), digest })));
});

it('who asks does not wait for files that nobody has asked for', async () => {
  const { lower, lowered } = counted();
  const { answer, begin } = answering(lower, (_, file) => source(file).text);
  const begun = begin({ root: 'shop', files: ['a.ts', 'b.ts'] });
  await answer([source('c.ts')]);
  await begun;
  expect(lowered).toEqual(['c.ts']);
});
