import type { Location } from '../../../model/location.js';
import { argumentName, positionName } from '../../../shared/argument-name.js';
import { baseName } from '../../../shared/paths.js';
import type { DotenvEntry } from '../dotenv.js';
import { shellCommands } from './shell.js';

/** Where `process.argv` begins to hold what a program is given. */
const FIRST = 2;
/** Lines that start lines. */
const MAX_DEPTH = 3;

/**
 * What the command of a container gives to the program that it runs, as entries beside its variables: `node server.js --port 80` sets
 * `--port`. What has no value (`--verbose`) sets nothing.
 */
export function argumentsOf(line: string, at: Location, depth = 0): DotenvEntry[] {
  if (depth > MAX_DEPTH || !line.includes(' ')) return [];
  return shellCommands(line).flatMap(({ words }) => {
    const inline = /^(?:ba|da|z)?sh$/.test(baseName(words[0] ?? '')) ? words.indexOf('-c') : -1;
    return inline > 0 ? argumentsOf(words[inline + 1] ?? '', at, depth + 1) : given(words, at);
  });
}

const RUNTIME = /^(?:node(?:js)?|bun|deno|tsx|ts-node(?:-dev)?|nodemon)$/;
/** Options of a runtime whose value is the next word. */
const WITH_VALUE = /^(?:-r|--require|--import|--loader|--experimental-loader|-P|--project|--watch-path|--exec)$/;

/** Of a runtime, words behind the file that it is given; it may itself be an argument of what waits for something. */
function given(words: readonly string[], at: Location): DotenvEntry[] {
  const runtime = words.findLastIndex((word) => RUNTIME.test(baseName(word)));
  if (runtime < 0) return namedIn(words.slice(1), at);
  const file = words.findIndex((word, i) => i > runtime && !word.startsWith('-') && word !== 'run' && !WITH_VALUE.test(words[i - 1] ?? ''));
  const behind = file < 0 ? [] : words.slice(file + 1);
  return [...placed(behind, at), ...namedIn(behind, at)];
}

/** Words before the first option, by their place: behind one nobody knows which words are its values. */
function placed(words: readonly string[], at: Location): DotenvEntry[] {
  const option = words.findIndex((word) => word.startsWith('-'));
  return words.slice(0, option < 0 ? undefined : option).map((value, i) => ({ name: positionName(i + FIRST), value, at }));
}

function namedIn(words: readonly string[], at: Location): DotenvEntry[] {
  return words.flatMap((word, i) => {
    const [, name, inline] = /^(-{1,2}[A-Za-z][\w.-]*)(?:=([^]*))?$/.exec(word) ?? [];
    const next = words[i + 1];
    const value = inline ?? (next?.startsWith('-') ? undefined : next);
    return name === undefined || value === undefined ? [] : [{ name: argumentName(name), value, at }];
  });
}
