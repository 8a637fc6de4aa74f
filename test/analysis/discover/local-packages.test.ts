import { describe, expect, it } from 'vitest';

import { found, packageJson } from '../../support/tree.js';

function mainOf(main: string, files: readonly string[]): string | undefined {
  const contents = Object.fromEntries(files.map((file) => [`libs/common/${file}`, 'export {};']));
  const all = { 'libs/common/package.json': packageJson('@acme/common', [], { main }), ...contents };
  return found(all).layout.packages.find(({ name }) => name === '@acme/common')?.main;
}

describe('what a package of the repository is imported as', () => {
  it.each([
    ['the source of its output', './build/index.js', ['src/index.ts'], 'src/index.ts'],
    ['its source, where the output is committed too', './build/index.js', ['src/index.ts', 'build/index.js'], 'src/index.ts'],
    ['what lies beside, where the output is committed too', 'dist/client.js', ['client.ts', 'dist/client.js'], 'client.ts'],
    ['`lib` as it lies, where nothing says that it was built', 'lib/index.js', ['lib/index.js', 'index.js'], 'lib/index.js'],
    ['the output, where there is no source', 'dist/index.js', ['dist/index.js'], 'dist/index.js'],
  ])('is %s', (_, main, files, expected) => {
    expect(mainOf(main, files)).toBe(`libs/common/${expected}`);
  });
});
