import type { Location } from '../../model/location.js';
import type { Frame, FrameCall, Program } from '../../model/program.js';
import type { Signal } from '../../model/signal.js';
import { once } from '../../shared/once.js';
import { folder, type Folded, unfolder } from './folded.js';

/** What the code of a unit does, and what it means. */
export interface Understood {
  readonly program: Program;
  readonly signals: readonly Signal[];
  /** Those of one kind, where others need not be made for them. */
  readonly ofKind?: (kind: Signal['kind']) => readonly Signal[];
}

/** Frames are columns: there are tens of thousands, and they say the same again and again. */
interface FrameColumns {
  readonly words: readonly string[];
  /** Of each function: its name and its file as words, line, column, index in the module. */
  readonly functions: readonly number[];
  /** Of each frame: its function, and how many calls and steps it has. */
  readonly frames: readonly number[];
  /** Calls of all frames. */
  readonly calls: readonly number[];
  /** Steps of all frames: frame that is called, file as a word, line, column, end line and end column or -1. */
  readonly steps: readonly number[];
}

/** Steps of frames with loops around them: the number of the step, counted through all frames. */
type Loops = readonly (readonly [number, FrameCall['loops']])[];

type Part = 'calls' | 'classes' | 'entries' | 'files' | 'loops' | 'rest';

/** First line of a text. */
interface Index {
  /** Parts of the program, and signals by their kinds. */
  readonly names: readonly string[];
  /** Objects that each of them shares with those after it. */
  readonly counts: readonly number[];
  /** Bytes: of the objects and of the body of each, then of the columns. */
  readonly lengths: readonly number[];
  /** Of each signal the number of its kind, by which their order is known. */
  readonly kinds: readonly number[];
}

/** Kinds of which there are thousands, and which few ask for: last, so that no other kind needs what they bring. */
const MANY: readonly string[] = ['access', 'choice'];

/** Lines of JSON, each of which can be read without the others that it does not refer to. */
export function textOfUnit({ program, signals }: Understood): Uint8Array {
  const { calls, classes, entries, files, frames, ...rest } = program;
  const loops = frames
    .flatMap(({ callsTo }) => callsTo)
    .flatMap((step, at) => (step.loops.length === 0 ? [] : [[at, step.loops] as const]));
  const named = new Set<object>([...calls, ...classes]);
  const fold = folder({ isShared: (object) => named.has(object) || isNode(object), plain });
  const found = [...new Set(signals.map(({ kind }) => kind))].sort((a, b) => MANY.indexOf(a) - MANY.indexOf(b));
  const parts: Record<Part, unknown> = { rest, entries, files, loops, calls, classes };
  const pieces: (readonly [string, Folded])[] = [
    ...found.map((kind) => [kind, fold(signals.filter((signal) => signal.kind === kind))] as const),
    ...Object.entries(parts).map(([name, part]) => [`${PROGRAM}${name}`, fold(part)] as const),
  ];
  const bodies = [...pieces.flatMap(([, { shared, body }]) => [shared, body]), columnsOf(frames)].map((one) =>
    Buffer.from(JSON.stringify(one)),
  );
  const index: Index = {
    names: pieces.map(([name]) => name),
    counts: pieces.map(([, { shared }]) => shared.length),
    lengths: bodies.map(({ byteLength }) => byteLength),
    kinds: signals.map(({ kind }) => found.indexOf(kind)),
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(index)}\n`), ...bodies]);
}

/** No kind of signals is called so. */
const PROGRAM = 'program ';

/** Of what `textOfUnit` has made, and which is whole. Parts are made when they are asked for. */
export function unitOfText(bytes: Uint8Array): Understood {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = text.indexOf('\n');
  const { names, counts, lengths, kinds } = JSON.parse(text.toString('utf8', 0, end)) as Index;
  let from = end + 1;
  const places = lengths.map((length) => [from, (from += length)] as const);
  const line = (at: number): unknown => JSON.parse(text.toString('utf8', ...(places[at] ?? [0, 0])));
  const unfold = unfolder({ counts, shared: (piece) => line(2 * piece) as unknown[] });
  const parts = new Map(names.map((name, piece) => [name, once(() => unfold(line(2 * piece + 1)))]));
  const part = (name: Part): unknown => parts.get(`${PROGRAM}${name}`)?.();
  const ofKind = (kind: string): readonly Signal[] => (parts.get(kind)?.() ?? []) as Signal[];
  const frames = once(() => framesOf(line(2 * names.length) as FrameColumns, new Map(part('loops') as Loops)));
  const signals = once(() => inOrder(kinds, names.map(ofKind)));
  const program: Program = {
    ...(part('rest') as Omit<Program, 'calls' | 'frames' | 'entries' | 'classes' | 'files'>),
    get calls() {
      return part('calls') as Program['calls'];
    },
    get frames() {
      return frames();
    },
    get entries() {
      return part('entries') as Program['entries'];
    },
    get classes() {
      return part('classes') as Program['classes'];
    },
    get files() {
      return part('files') as Program['files'];
    },
  };
  return {
    program,
    get signals() {
      return signals();
    },
    ofKind,
  };
}

function inOrder(kinds: readonly number[], byKind: readonly (readonly Signal[])[]): Signal[] {
  const taken = byKind.map(() => 0);
  return kinds.flatMap((kind) => {
    const at = taken[kind] ?? 0;
    taken[kind] = at + 1;
    return byKind[kind]?.[at] ?? [];
  });
}

/** Values are the same where they are the same object, and most are part of many others. */
function isNode(object: object): boolean {
  return 'k' in object && 'hash' in object;
}

/** Of the frame around a function nobody outside of resolve knows more than which one it is. */
function plain(name: string, value: unknown): unknown {
  return name === 'scope' && typeof value === 'object' && value !== null && 'id' in value ? { id: value.id } : value;
}

function columnsOf(all: readonly Frame[]): FrameColumns {
  const words = numbered<string>();
  const functions = numbered<string>();
  const rows: number[] = [];
  const [frames, calls, steps]: [number[], number[], number[]] = [[], [], []];
  for (const { name, at, fn, calls: own, callsTo } of all) {
    const row = [words.of(name), words.of(at.file), at.line, at.column, fn];
    const [known, is] = [functions.all.size, functions.of(row.join())];
    if (is === known) rows.push(...row);
    frames.push(is, own.length, callsTo.length);
    for (const call of own) calls.push(call);
    for (const { frame, at: place } of callsTo)
      steps.push(frame, words.of(place.file), place.line, place.column, place.endLine ?? -1, place.endColumn ?? -1);
  }
  return { words: [...words.all.keys()], functions: rows, frames, calls, steps };
}

const NO_LOOPS: FrameCall['loops'] = [];

const FUNCTION = 5;
const FRAME = 3;
const STEP = 6;

type Named = Pick<Frame, 'name' | 'at' | 'fn'>;

function functionsOf({ words, functions }: FrameColumns): Named[] {
  const made: Named[] = [];
  for (let from = 0; from < functions.length; from += FUNCTION) {
    const [name = 0, file = 0, line = 1, column = 1, fn = 0] = functions.slice(from, from + FUNCTION);
    made.push({ name: words[name] ?? '', at: { file: words[file] ?? '', line, column }, fn });
  }
  return made;
}

function framesOf(columns: FrameColumns, loops: ReadonlyMap<number, FrameCall['loops']>): Frame[] {
  const { words, frames, calls, steps } = columns;
  const functions = functionsOf(columns);
  const out: Frame[] = [];
  let [call, step] = [0, 0];
  for (let from = 0; from < frames.length; from += FRAME) {
    const named = functions[frames[from] ?? 0];
    const [ownCalls, ownSteps] = [frames[from + 1] ?? 0, frames[from + 2] ?? 0];
    if (named === undefined) throw new Error('a frame without a function');
    const callsTo: FrameCall[] = [];
    for (const last = step + ownSteps; step < last; step++)
      callsTo.push({ frame: steps[step * STEP] ?? 0, at: placeAt(steps, step * STEP, words), loops: loops.get(step) ?? NO_LOOPS });
    out.push({ id: out.length, ...named, calls: calls.slice(call, (call += ownCalls)), callsTo });
  }
  return out;
}

function placeAt(steps: readonly number[], from: number, words: readonly string[]): Location {
  const [file, line, column] = [words[steps[from + 1] ?? 0] ?? '', steps[from + 2] ?? 1, steps[from + 3] ?? 1];
  const [endLine, endColumn] = [steps[from + 4] ?? -1, steps[from + 5] ?? -1];
  // Nearly all have both, and there are hundreds of thousands.
  if (endLine >= 0 && endColumn >= 0) return { file, line, column, endLine, endColumn };
  return { file, line, column, ...(endLine >= 0 && { endLine }), ...(endColumn >= 0 && { endColumn }) };
}

/** Numbers what is asked for, in the order in which it comes. */
function numbered<T>(): { readonly all: ReadonlyMap<T, number>; readonly of: (item: T) => number } {
  const all = new Map<T, number>();
  return {
    all,
    of: (item) => {
      const known = all.get(item) ?? all.size;
      all.set(item, known);
      return known;
    },
  };
}
