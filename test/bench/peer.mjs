/** dependency-cruiser over a folder with the TypeScript parser and type-only imports: the peer of bench.mjs. */
import { cruise } from 'dependency-cruiser';

const folder = process.argv[2] ?? '.';
const { output } = await cruise(['.'], {
  baseDir: folder,
  parser: 'tsc',
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '(^|/)(node_modules|dist|build|coverage)/' },
});
console.error(`${output.modules.length} modules`);
