import type { Location } from '../../model/location.js';
import type { Frame, FrameCall, Program } from '../../model/program.js';
import type { Signal } from '../../model/signal.js';
import { type Folded, folded, unfolded } from './folded.js';

/** What the code of a unit does, and what it means. */
export interface Understood {
  readonly program: Program;
  readonly signals: readonly Signal[];
}

/** As plain JSON. Frames are columns: there are tens of thousands, and they say the same again and again. */
export interface UnitText {
  readonly rest: Folded;
  readonly frames: FrameColumns;
}

interface Rest {
  readonly program: Omit<Program, 'frames'>;
  readonly signals: readonly Signal[];
  readonly loops: Loops;
}

/** Steps of frames with loops around them: the number of the step, counted through all frames. */
type Loops = readonly (readonly [number, FrameCall['loops']])[];

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

export function textOfUnit({ program: { frames, ...program }, signals }: Understood): UnitText {
  const loops = frames
    .flatMap(({ callsTo }) => callsTo)
    .flatMap((step, at) => (step.loops.length === 0 ? [] : [[at, step.loops] as const]));
  const rest: Rest = { program, signals, loops };
  const named = new Set<object>([...program.calls, ...program.classes]);
  return {
    rest: folded(rest, { isShared: (object) => named.has(object) || isNode(object), plain }),
    frames: columnsOf(frames),
  };
}

export function unitOfText({ rest, frames }: UnitText): Understood {
  const { program, signals, loops } = unfolded(rest) as Rest;
  return { program: { ...program, frames: framesOf(frames, new Map(loops)) }, signals };
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
