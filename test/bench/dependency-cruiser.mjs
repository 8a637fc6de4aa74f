/** dependency-cruiser over a folder with the TypeScript parser and type-only imports, as msa uses it. */
import { cruise } from 'dependency-cruiser';

const { output } = await cruise(['.'], {
  baseDir: process.argv[2] ?? '.',
  parser: 'tsc',
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '(^|/)(node_modules|dist|build|coverage)/' },
});
if (output.modules.length === 0) throw new Error('no modules');
