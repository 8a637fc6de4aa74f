/**
 * For the bundle: of the compiler that ts-morph brings, what msa calls and what that calls, a fifth of 12 MB. It is one CommonJS module
 * with a table of all that it exports; as an ES module with names a bundler knows what is used.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { rolldown } from 'rolldown';

const PACKAGE = '@ts-morph/common';
const COMPILER = path.join(path.dirname(createRequire(import.meta.url).resolve(PACKAGE)), 'typescript.js');

/** What these fill is for editors, and what they make is for whoever takes it. */
const WITHOUT_EFFECT = [
  'registerCodeFix',
  'registerRefactor',
  '__export',
  'diag',
  'memoize',
  'createMultiMap',
  'addObjectAllocatorPatcher',
];

/** Plugin of the bundler: the package as the code in `folder` uses it. */
export async function parserAlone(folder) {
  const { names, code } = asModule(readFileSync(COMPILER, 'utf8'));
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
    file.endsWith('.js') ? readFileSync(path.join(folder, file), 'utf8') : '',
  );
  const used = new Set(
    texts.flatMap((text) => [...text.matchAll(/\bts\.(\w+)/g)].map(([, name]) => name)).filter((name) => names.has(name)),
  );
  const alone = await shaken({ code, used: [...used].sort() });
  return {
    name: 'parser-alone',
    resolveId: (id) => (id === PACKAGE ? `\0${PACKAGE}` : undefined),
    load: (id) => {
      if (id === `\0${PACKAGE}`) return `import * as ts from ${JSON.stringify(COMPILER)};\nexport { ts };\n`;
      return id === COMPILER ? { code: alone, moduleType: 'js' } : undefined;
    },
  };
}

/** Its parts are made when it is loaded and have no effect outside, which a bundler cannot know of code in general. */
async function shaken({ code, used }) {
  const [entry, compiler] = ['\0used', '\0compiler'];
  const bundler = await rolldown({
    input: entry,
    platform: 'node',
    treeshake: {
      manualPureFunctions: WITHOUT_EFFECT,
      propertyReadSideEffects: false,
      propertyWriteSideEffects: false,
      unknownGlobalSideEffects: false,
    },
    plugins: [
      {
        name: 'compiler',
        resolveId: (id) => (id === entry || id === compiler ? id : undefined),
        load: (id) => (id === entry ? `export { ${used.join(', ')} } from ${JSON.stringify(compiler)};\n` : { code, moduleType: 'js' }),
      },
    ],
  });
  const { output } = await bundler.generate({ format: 'es' });
  await bundler.close();
  return output[0].code;
}

function asModule(text) {
  const [, inside] = parted(text, '((module) => {');
  const [before, table] = parted(inside, '__export(typescript_exports, {');
  const [exported, rest] = parted(table, '});');
  const [code] = parted(rest, '// Annotate the CommonJS export names for ESM import in node:');
  const [first, second] = parted(code, 'module.exports = __toCommonJS(typescript_exports);');
  const pairs = [...exported.matchAll(/^\s+(\w+): \(\) => (\w+),?$/gm)];
  const names = new Set(pairs.map(([, name]) => name));
  return { names, code: `${before}${first}${second}\nexport { ${pairs.map(([, name, value]) => `${value} as ${name}`).join(', ')} };\n` };
}

/** Another version may be written in another way: then this has to be thought about again. */
function parted(text, mark) {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`${COMPILER} has no ${mark}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
