import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

import { userCaches } from '../analysis/memory/place.js';

/** Smaller files are compiled sooner than what is kept of them is read. */
const LARGE = 20_000;
/** The V8 of Node 20 does not know any more who may import when it compiles from what was kept. In the bundle each import is awaited. */
const IMPORTS = /\bawait import\(/;
/** Of all versions of msa, of the parser and of Node that are in use. */
const MAX_FILES = 120;

type Compile = (this: object, content: string, file: string) => unknown;

/** What Node calls with the text of a CommonJS module; the same in all versions that need this. */
const commonJs = module.Module.prototype as unknown as { _compile: Compile };

/**
 * Compiling takes Node 20 a third of the time that the parser takes to load, and of the rest of msa's bundle. What came of it is kept in
 * the user's cache folder, as later versions of Node do by themselves, under the name of the text that it is of. V8 refuses what another
 * V8, or one with other settings, has made. Code of others, as of plugins, is left to Node.
 */
export function keepCompiled(env: NodeJS.ProcessEnv = process.env): void {
  const compile = commonJs._compile;
  const folder = path.join(userCaches(env), 'msa', 'code');
  const fresh: [place: string, script: Script][] = [];
  process.once('exit', () => {
    for (const [place, script] of fresh) keep(place, script);
    if (fresh.length > 0) sweep(folder);
  });
  commonJs._compile = function (content, file) {
    const isOwn = path.dirname(file) === import.meta.dirname;
    if (!isOwn || content.length < LARGE || IMPORTS.test(content)) return compile.call(this, content, file);
    const place = path.join(folder, `${crc32(content).toString(16)}-${content.length}-${process.version}-${process.arch}.code`);
    const cachedData = kept(place);
    const script = new Script(module.Module.wrap(content), { filename: file, ...(cachedData && { cachedData }) });
    if (cachedData === undefined || script.cachedDataRejected === true) fresh.push([place, script]);
    return runModule(script, this as { readonly exports: unknown }, file);
  };
}

/** With `exports`, `require`, `module`, the file and its folder. */
type Wrapped = (...given: readonly unknown[]) => unknown;

function runModule(script: Script, made: { readonly exports: unknown }, file: string): unknown {
  const run = script.runInThisContext() as Wrapped;
  return run.call(made.exports, made.exports, createRequire(file), made, file, path.dirname(file));
}

const SUM = 4;

/** V8 believes what it is given: what is not as it was written is not given to it. */
function kept(place: string): Buffer | undefined {
  try {
    const bytes = readFileSync(place);
    const code = bytes.subarray(SUM);
    return bytes.length > SUM && crc32(code) === bytes.readUInt32LE(0) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** At the end the functions that ran are compiled too. Who cannot write compiles again. */
function keep(place: string, script: Script): void {
  const folder = path.dirname(place);
  const temporary = `${place}.${process.pid}.tmp`;
  try {
    const code = script.createCachedData();
    const sum = Buffer.alloc(SUM);
    sum.writeUInt32LE(crc32(code));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(temporary, Buffer.concat([sum, code]), { mode: 0o600 });
    renameSync(temporary, place);
  } catch {
    rmSync(temporary, { force: true });
  }
}

/** The latest stay. Other runs may sweep too. */
function sweep(folder: string): void {
  const files = existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
  const aged = files
    .map((file) => ({ file, age: -(statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) }))
    .sort((a, b) => a.age - b.age);
  for (const { file } of aged.slice(MAX_FILES)) rmSync(file, { force: true });
}
